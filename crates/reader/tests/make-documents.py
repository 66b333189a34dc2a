"""Makes the test documents that only real programs write: PDF files printed by Chromium and by
LibreOffice. Run it where both are, and look at what comes out before committing it:

    pip install python-docx
    python3 crates/reader/tests/make-documents.py

All words are invented. Each document goes to `cases/NAME/input.pdf`.
"""

import email.message
import pathlib
import shutil
import subprocess
import tempfile

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

CASES = pathlib.Path(__file__).parent / "cases"

INTRODUCTION = [
    "The Harbour Inquiry reported in March 2030. It made nine recommendations. This document sets out the response of "
    "the Government to each of them in turn.",
    "We are grateful to the Chair and to all who gave evidence. The loss of the Petrel was felt on every island, and the "
    "Government is determined that its lessons will be learnt.",
]

# The number, the ask, the paragraphs of the answer, who leads and by when.
ROWS = [
    ("1", "The Harbour Board should light every pier between dusk and dawn and publish each winter the hours during which "
     "a lamp was out of use.",
     ["Accepted. The Board has lit eleven of its fourteen piers. The remaining three will be lit by 31 March 2031. The "
      "hours of lamps out of use will be published on the Board's website every spring, and the first such list is "
      "expected in May 2031."],
     "Harbour Board, March 2031"),
    ("2", "The Department for Coasts should require operators of ferries to weigh vehicles before they are loaded, and "
     "should consult on the means of enforcing that requirement.",
     ["Accepted in principle. Weighing every vehicle would delay sailings. The Department will consult on a sample of "
      "vehicles by the end of 2030.", "Regulations will follow in 2032, subject to the outcome of that consultation."],
     "Department for Coasts, end 2030"),
    ("3", "Ferry operators should train all deck crew in the use of the new mooring lines within a year of their "
     "appointment.",
     ["Accepted. The operators have told us that training began in June and that all crew will have been trained by "
      "December 2030."], "Operators, December 2030"),
    ("4", "The Coastguard should review its radio channels and should report to Parliament.",
     ["Rejected. The Coastguard reviewed its channels in 2028 and found no fault in them. It sees no reason to repeat "
      "that work."], "Coastguard"),
    ("5", "The Harbour Board, together with island councils, should agree a plan for stranded passengers, including those "
     "who need medicine or help to move about.",
     ["Accepted. The Board will convene the island councils in the autumn and will publish a joint plan by Easter 2031.",
      "Medicine is held at each terminal already."], "Harbour Board, Easter 2031"),
    ("6", "The Department for Coasts should appoint a named official who answers for the safety of slipways.",
     ["Noted. The Permanent Secretary answers for slipways as for every other part of the Department."],
     "Department for Coasts"),
    ("7", "Island councils should keep a register of private jetties and inspect each of them once in five years.",
     ["Partially accepted. Councils keep such registers now. We do not think that inspection every five years is in "
      "proportion to the risk, and councils will inspect on the basis of age and use from April 2031."],
     "Island councils, April 2031"),
    ("8", "The Inspectorate of Ports should be given power to close a berth at once where it finds that life is at risk.",
     ["Accepted. The Government will bring forward legislation when parliamentary time allows."],
     "Department for Coasts"),
    ("9", "The Met Service should send warnings of swell directly to the masters of small vessels.",
     ["Accepted. The Met Service will offer the service to all registered masters by summer 2031."],
     "Met Service, summer 2031"),
]

STYLE = (
    "body{font:11pt serif} table{border-collapse:collapse;width:100%} tr{break-inside:auto} "
    "td,th{border:1px solid #888;padding:6px;vertical-align:top;text-align:left}"
)


def paragraphs(words):
    return "".join(f"<p>{one}</p>" for one in words)


def print_page(name, table, style=""):
    """Prints a page with a table by Chromium."""
    page = (
        f"<html><head><meta charset=utf-8><title>Response to the Harbour Inquiry</title><style>{STYLE}{style}</style>"
        f"</head><body><h1>Response to the Harbour Inquiry</h1>{paragraphs(INTRODUCTION)}{table}</body></html>"
    )
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        target = folder_of(name) / "input.pdf"
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             f"--user-data-dir={folder}/profile", "--no-pdf-header-footer", f"--print-to-pdf={target}",
             source.as_uri()],
            check=True, capture_output=True)


def folder_of(name):
    folder = CASES / name
    folder.mkdir(exist_ok=True)
    return folder


def html_table(headings, rows, repeated=True):
    cell = "th" if repeated else "td"
    head = "<tr>" + "".join(f"<{cell}>{one}</{cell}>" for one in headings) + "</tr>"
    body = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in rows)
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>" if repeated else f"<table>{head}{body}</table>"


def write_word(name, headings, rows, widths):
    """Lays out a table in Word's form and has LibreOffice make a PDF file of it."""
    document = Document()
    document.sections[0].footer.paragraphs[0].text = "Response to the Harbour Inquiry"
    document.add_heading("Response to the Harbour Inquiry", 0)
    for words in INTRODUCTION:
        document.add_paragraph(words)
    document.add_heading("Our response", 1)
    table = document.add_table(rows=0, cols=len(headings))
    table.style = "Table Grid"
    first = table.add_row()
    for cell, words in zip(first.cells, headings):
        cell.paragraphs[0].add_run(words).bold = True
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    first._tr.get_or_add_trPr().append(repeat)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row):
            cell.text = words[0]
            for more in words[1:]:
                cell.add_paragraph(more)
    for row in table.rows:
        for cell, width in zip(row.cells, widths):
            cell.width = Cm(width)
    convert(document, name)


def convert(document, name):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "input.docx"
        document.save(source)
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf",
                        "--outdir", folder, source], check=True, capture_output=True)
        shutil.copy(pathlib.Path(folder) / "input.pdf", folder_of(name) / "input.pdf")


def write_letter(name, of):
    """Forwards a letter that has the PDF file of another document attached."""
    inner = email.message.EmailMessage()
    inner["From"], inner["To"] = "Department for Coasts <reply@coasts.example>", "Inquiry <clerk@harbour.example>"
    inner["Subject"], inner["Date"] = "Our response", "Mon, 3 Jun 2030 09:00:00 +0000"
    inner.set_content("Please find our response attached.")
    file = (folder_of(of) / "input.pdf").read_bytes()
    inner.add_attachment(file, maintype="application", subtype="pdf", filename="response.pdf")
    inner.add_attachment(b"%PDF-1.7 and then nothing", maintype="application", subtype="pdf", filename="annex.pdf")
    outer = email.message.EmailMessage()
    outer["From"], outer["To"] = "Clerk <clerk@harbour.example>", "Register <register@harbour.example>"
    outer["Subject"], outer["Date"] = "Fwd: Our response", "Tue, 4 Jun 2030 09:00:00 +0000"
    outer.set_content("For the register.")
    outer.add_attachment(inner)
    for message in (inner, outer):
        message.set_boundary("letter-" + ("inner" if message is inner else "outer"))
    (folder_of(name) / "input.eml").write_bytes(outer.as_bytes())


DRAWN = [
    ("R1", "The Harbour Office should have the gangways tested before each night boat leaves.",
     ["Test the gangways of all boats that sail at night, and write down what is found for each of them "
      "(Lead: Director of Boats; by 31 July 2031)",
      "Teach the crews of all boats to test a gangway, and to say when one is not safe to be walked on by anybody "
      "(Lead: Head of Crews; by the end of November 2031)"]),
    ("R2", "The Harbour Office should say on each pier whom to call when a lamp is dark.",
     ["Put up a sign on every pier of the harbour with the number of the keeper who is on duty at that hour "
      "(Lead: Piers Manager; by autumn 2031)"]),
    ("R3", "The Harbour Office should tell the public every year what it has mended.",
     ["Print a report for the public about the lamps and the gangways that were mended in the year before it "
      "(Lead: Harbour Master; by 30 April 2032)"]),
]


def drawn_marks():
    """Boxes with a number, and lists whose marks are drawn and no letters."""
    boxes = (
        f"<h3>{number}</h3><p>{ask}</p><p><b>Response: Accepted</b></p><h4>What we will do</h4>"
        + "<ul>" + "".join(f"<li>{action}</li>" for action in actions) + "</ul>"
        for number, ask, actions in DRAWN)
    return "".join(boxes)


# The number, the ask, and what is done about it: each action with who leads, by when and how it stands.
PLAN = [
    ("1", "The Harbour Office should have every gangway tested before the boats of the night leave.",
     [("Test the gangways", "Director of Boats", "31 July 2031", "On track"),
      ("Teach all crews to test a gangway and to say when one is not safe to be walked on", "Head of Crews",
       "November 2031", "On track"),
      ("Buy two spare gangways", "Stores", "Spring 2032", "Not begun")]),
    ("2", "The Harbour Office should say on each pier whom to call when a lamp is dark.",
     [("Put up a sign on each of the nineteen piers, with the number of the keeper", "Piers Manager", "Autumn 2031",
       "On track")]),
    ("3", "The Harbour Office should tell the public every year what it has mended, and what it has cost.",
     [("First report to go to the Board", "Harbour Master", "30 April 2032", "Not begun"),
      ("Report to be put on display in all offices", "Harbour Master", "May 2032", "Not begun")]),
    ("4", "The Harbour Office and the Coastguard should agree who answers a call from a pier at night.",
     [("Sign an agreement", "Deputy Master", "End of 2031", "Late")]),
]


def write_plan(name, headings, widths):
    """A plan with several actions beside one ask, as LibreOffice makes a PDF file of merged cells."""
    document = Document()
    document.add_heading("Action plan of the Harbour Office", 0)
    document.add_paragraph("3 June 2031")
    document.add_paragraph("The Gangway Inquiry made four recommendations. This plan says what is done about each.")
    table = document.add_table(rows=0, cols=len(headings))
    table.style = "Table Grid"
    for cell, words in zip(table.add_row().cells, headings):
        cell.paragraphs[0].add_run(words).bold = True
    for number, ask, actions in PLAN:
        rows = [table.add_row().cells for _ in actions]
        for column, words in enumerate((number, ask)):
            rows[0][column].merge(rows[-1][column]).text = words
        for cells, action in zip(rows, actions):
            for cell, words in zip(cells[2:], action):
                cell.text = words
    table.autofit = False
    for column, width in zip(table.columns, widths):
        column.width = Cm(width)
    convert(document, name)


def level_rules():
    """A table that has lines above and below its rows alone, and groups over its whole width."""
    group = "<tr><td colspan=5><b>{}</b></td></tr>"
    rows = []
    for number, ask, actions in PLAN:
        if number in "13":
            rows.append(group.format("Piers and boats" if number == "1" else "Offices and keepers"))
        action, lead, due, _ = actions[0]
        cells = (number, ask, action, lead, due)
        rows.append("<tr>" + "".join(f"<td>{one}</td>" for one in cells) + "</tr>")
    headings = ("No.", "Recommendation", "Action", "Owner", "Target date")
    head = "".join(f"<td><b>{one}</b></td>" for one in headings)
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


# Who is asked, for what, what is answered, and the decision: all of it short.
SHORT = [
    ("Tide Board", "light every pier at night", "Lamps are dear but needed. They will be fitted by 31 May 2031.",
     "Accepted"),
    ("Harbour Office", "train its pilots in first aid", "A course is planned with the college. It will open in June 2031.",
     "Accepted in part"),
    ("Coast Agency", "publish a register of wrecks", "The register would cost too much.", "Rejected"),
]


def write_far_apart(name):
    """Paragraphs of one line each, so that nothing shows how close the lines of one stand."""
    document = Document()
    document.add_heading("Response to the Heron Inquiry", 1)
    for number, (body, what, answer, state) in enumerate(SHORT, 1):
        for words in (f"Recommendation {number}", f"The {body} should {what}.", "Response", f"{state}. {answer}"):
            document.add_paragraph(words).paragraph_format.space_after = Pt(10)
    convert(document, name)


def write_centred(name):
    """Cells in whose middle the words stand: lines of one row lie half a line apart."""
    document = Document()
    document.add_heading("Response to the Heron Inquiry", 1)
    table = document.add_table(rows=0, cols=5)
    rows = [("No.", "Recommendation", "Addressee", "Response", "Status")]
    for number, (body, what, answer, state) in enumerate(SHORT, 1):
        rows.append((str(number), f"The {body} should {what}.", body, answer, state))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row):
            cell.text = words
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, (1.2, 4.4, 3, 4.1, 3)):
        column.width = Cm(width)
    convert(document, name)


def main():
    write_far_apart("pdf-lines-far-apart")
    write_centred("pdf-cells-centred")
    write_plan("pdf-table-ruled", ["No.", "Recommendation", "Action", "Lead", "Due", "Status"],
               [1, 4.5, 4, 2.5, 2.5, 2])
    print_page("pdf-table-level-rules", level_rules(),
               "table{border-collapse:collapse}td{border:none;border-top:1px solid #999;border-bottom:1px solid #999;"
               "padding:2px 4px}")
    four = [(number, ask, paragraphs(answer), lead) for number, ask, answer, lead in ROWS]
    print_page("pdf-table-over-pages", html_table(["No.", "Recommendation", "Response", "Lead and date"], four))
    three = [(number, ask, paragraphs(answer)) for number, ask, answer, _ in ROWS]
    unknown = html_table(["Number", "The Inquiry said", "We say"], three, repeated=False)
    print_page("pdf-table-headings-unknown", unknown, "td{border:none}")
    few = html_table(["No.", "Recommendation", "Response"], three[:3])
    print_page("pdf-in-a-letter", few)
    write_letter("pdf-in-a-letter", "pdf-in-a-letter")
    (folder_of("pdf-in-a-letter") / "input.pdf").unlink()
    print_page("pdf-marks-drawn", drawn_marks(), "ul{margin:0}li{margin:0}")
    two = [([f"{number}. {ask}"], answer) for number, ask, answer, _ in ROWS]
    write_word("pdf-table-of-two-columns", ["Recommendation", "Government response"], two, [7, 8])


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Published recommendations, printed again as other bodies print theirs, and read.

    benches/retold.py CORPUS [HEEDED] [--misses]

Tables of published recommendations say what each document holds, so nobody has to label it: their
words are strangers', only the layout is made here. CORPUS is a folder with `upr/*.csv` (columns To,
Text, From, Response, Session) and `pfd/pfd-road-traffic-fulltext.csv` (receiver, coroner, area,
investigation, circumstances, concerns, date). HEEDED is the binary [target/release/heeded].

Prints, for each way to print the recommendations of States to each other, how many were found with
their numbers, as made to the State under review, and with a position; and of reports of coroners
that number their concerns, how many were read with as many.
"""

import collections
import csv
import glob
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

csv.field_size_limit(10**9)

# So many recommendations of a State make a document, and so many States one way to print them.
RECOMMENDATIONS = 80
STATES = 8
# A State with fewer has no document of its own.
RECOMMENDATIONS_MIN = 40

HEAD = (
    "<p>United Nations</p><p>General Assembly</p><p>Human Rights Council</p>"
    "<h1>Report of the Working Group on the Universal Periodic Review: {state}</h1><p>Addendum</p>"
    "<p>Views on conclusions and/or recommendations, voluntary commitments and replies presented "
    "by the State under review</p>"
)


def prose(state, report, made):
    lines = (f"<p>{report}.{n} {ask} ({by});</p>" for n, (ask, by, _) in made)
    return f"<p>{report}. The following recommendations enjoy the support of {state}:</p>" + "".join(lines)


def positions(_, report, made):
    return "".join(f"<p>{report}.{n} {ask} ({by});</p><p>{position}</p>" for n, (ask, by, position) in made)


def sentences(state, report, made):
    taken = {"Accepted": "accepts"}
    return "<h2>Recommendations</h2>" + "".join(
        f"<p><b>{report}.{n}. {ask} ({by}).</b></p><p>{state} {taken.get(position, 'notes')} this recommendation.</p>"
        for n, (ask, by, position) in made
    )


def table(_, report, made):
    rows = (f"<tr><td>{report}.{n} {ask}</td><td>{by}</td><td>{position}</td></tr>" for n, (ask, by, position) in made)
    heads = "<tr><th>Recommendation</th><th>Recommending State</th><th>Position</th></tr>"
    return f"<table>{heads}{''.join(rows)}</table>"


def reading(heeded, page, folder):
    path = pathlib.Path(folder) / "page.html"
    path.write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    told = subprocess.run([heeded, "read", path, "--format", "json"], capture_output=True, text=True, check=False)
    return json.loads(told.stdout)["recommendations"] if told.stdout else []


def rows(path):
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        yield from csv.DictReader(file)


def of_states(corpus, heeded, folder, misses):
    by_review = collections.defaultdict(list)
    for path in sorted(glob.glob(f"{corpus}/upr/*.csv")):
        for row in rows(path):
            if (row.get("Text") or "").strip():
                told = [html.escape(row[column] or "") for column in ("Text", "From", "Response")]
                by_review[row["To"], row["Session"]].append(told)
    large = sorted(review for review, made in by_review.items() if len(made) >= RECOMMENDATIONS_MIN)
    print(f"{'recommendations of States':<28} {'printed':>8} {'found':>8} {'its State':>10} {'position':>9}")
    for place, layout in enumerate((prose, positions, sentences, table)):
        printed = found = own = taken = 0
        # Every State once, spread over the layouts.
        for state, session in large[place :: max(1, len(large) // STATES)]:
            made = list(enumerate(by_review[state, session][:RECOMMENDATIONS], 1))
            page = HEAD.format(state=html.escape(state)) + layout(html.escape(state), 100 + place, made)
            read = {one["reference"]: one for one in reading(heeded, page, folder)}
            printed += len(made)
            for number, (ask, *_) in made:
                one = read.get(f"{100 + place}.{number}")
                if one is None:
                    if misses:
                        print(f"  {layout.__name__}, {state}: {ask[:100]}")
                    continue
                found += 1
                own += one["addressees"] == [state]
                taken += any(answer["dispositions"] for answer in one["responses"])
        print(f"{layout.__name__:<28} {printed:>8} {found:>8} {own:>10} {taken:>9}")


FORM = """<h1>REGULATION 28 REPORT TO PREVENT FUTURE DEATHS</h1><table>
<tr><td></td><td><p>THIS REPORT IS BEING SENT TO:</p><ol>{receivers}</ol></td></tr>
<tr><td>1</td><td><p>CORONER</p><p>I am {coroner}, Coroner for {area}</p></td></tr>
<tr><td>3</td><td><p>INVESTIGATION and INQUEST</p>{investigation}</td></tr>
<tr><td>4</td><td><p>CIRCUMSTANCES OF THE DEATH</p>{circumstances}</td></tr>
<tr><td>5</td><td><p>CORONER’S CONCERNS</p><p>During the course of the inquest the evidence revealed matters
giving rise to concern. In my opinion there is a risk that future deaths will occur unless action is
taken.</p><p>The MATTERS OF CONCERN are as follows.</p>{concerns}</td></tr>
<tr><td>6</td><td><p>ACTION SHOULD BE TAKEN</p><p>In my opinion action should be taken to prevent future deaths.</p></td></tr>
<tr><td>9</td><td><p>{date}</p></td></tr></table>"""


def paragraphs(text):
    return "".join(f"<p>{html.escape(line)}</p>" for line in (text or "").split("\n") if line.strip())


def numbered(concerns):
    """How many numbers, from 1 on, stand before the concerns."""
    count, at = 0, 0
    while match := re.compile(rf"(?:(?<=\s)|^)\(?{count + 1}[.)]\)?\s").search(concerns, at):
        count, at = count + 1, match.end()
    return count


def of_coroners(corpus, heeded, folder, misses):
    printed = same = none = 0
    for row in rows(f"{corpus}/pfd/pfd-road-traffic-fulltext.csv"):
        told = {name: html.escape(row[name] or "") for name in ("coroner", "area", "date")}
        told |= {name: paragraphs(row[name]) for name in ("investigation", "circumstances", "concerns")}
        receivers = (row["receiver"] or "").split(";")
        told["receivers"] = "".join(f"<li>{html.escape(one.strip())}</li>" for one in receivers)
        expected = numbered(row["concerns"] or "")
        read = reading(heeded, FORM.format(**told), folder)
        none += bool(row["concerns"]) and not read
        if expected > 1:
            printed += 1
            same += len(read) == expected
            if misses and len(read) != expected:
                print(f"  {row['id']}: {expected} numbers, {len(read)} read")
    print(f"\nreports of coroners with numbers {printed}, read with as many concerns {same}; of all, read with none {none}")


def main():
    names = [word for word in sys.argv[1:] if not word.startswith("--")]
    if not names:
        sys.exit(__doc__)
    corpus, heeded = names[0], names[1] if len(names) > 1 else "target/release/heeded"
    misses = "--misses" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        of_states(corpus, heeded, folder, misses)
        of_coroners(corpus, heeded, folder, misses)


if __name__ == "__main__":
    main()

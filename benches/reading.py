"""The work of `heeded read` as a Python pipeline would do it, and the page that both are given.

    reading.py page ENTRIES      prints an invented page with so many recommendations
    reading.py read FILE...      reads pages and PDF files: words, asks and promises with their dates
"""

import re
import sys

ENTRY = """<div class="rich-text__block">
<h3>Harbour Office</h3>
<p class="govuk-body">The Marine Board recommends that the Harbour Office, working with ferry \
operators, reviews the lamps of pier {0}. This is to ensure that passengers see its edge.</p>
<p class="govuk-body">We accept this recommendation. The piers were built before lamps were usual, \
and many have been changed since. The survey of 2029 showed where passengers had fallen, and the \
Coast Agency has told us which of those places it considers the most dangerous.</p>
<p class="govuk-body">Our engineers have visited every pier, and we will publish what they found by \
March 2031. Keepers know best which lamps fail, and why; they are asked each week.</p>
<p class="govuk-body">Actions planned to deliver safety recommendation:</p>
<ul class="govuk-list"><li>Replace the lamps of the pier, by Autumn 2031. Organisational lead: \
Piers Manager. Other dependencies identified: Budget 31-32.</li></ul>
<p class="govuk-body">Response received on 3 June 2030.</p>
</div>
"""
ASK = re.compile(r"\brecommend(s|ed|ation)?\b|\bshould\b", re.IGNORECASE)
PROMISE = re.compile(r"\bwill\b|\bby (the |end|[A-Z0-9])|\breceived on\b")


def page(entries):
    sys.stdout.write("<!DOCTYPE html><html><head><title>Responses</title></head><body><main>\n")
    for number in range(entries):
        sys.stdout.write(ENTRY.format(number))
    sys.stdout.write("</main></body></html>\n")


def paragraphs(path):
    if path.endswith(".pdf"):
        from pdfminer.high_level import extract_text

        for paragraph in extract_text(path).split("\n\n"):
            yield " ".join(paragraph.split())
        return
    from bs4 import BeautifulSoup

    with open(path, encoding="utf-8") as file:
        soup = BeautifulSoup(file, "html.parser")
    for element in soup.find_all(["h1", "h2", "h3", "p", "li", "td"]):
        yield " ".join(element.get_text(" ").split())


def read(paths):
    from dateparser.search import search_dates

    asks = dates = 0
    for path in paths:
        for paragraph in paragraphs(path):
            for sentence in re.split(r"(?<=[.;:])\s+", paragraph):
                asks += bool(ASK.search(sentence))
                if PROMISE.search(sentence):
                    dates += len(search_dates(sentence, languages=["en"]) or [])
    print(f"{asks} sentences that ask, {dates} dates")


if __name__ == "__main__":
    if sys.argv[1] == "page":
        page(int(sys.argv[2]))
    else:
        read(sys.argv[2:])

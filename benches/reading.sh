#!/usr/bin/env bash
# How much CPU time reading takes, as the operating system counts it for a process and its children:
#
#   benches/reading.sh [CORPUS]
#
# PDF files of the folder CORPUS (without it, the invented ones of the tests): `heeded read` beside
# `pdftotext -layout`, which only gets the words out. A web page of invented recommendations: MB a
# second; and the web pages of CORPUS, where it has some, many times each. Beside both a Python pipeline for the same work (reading.py; pdfminer.six, BeautifulSoup and
# dateparser from PyPI, in a folder below target/). Needs cargo, poppler-utils and python3.
# HEEDED names a binary that is built already. CPU time hardly depends on what else the machine does.
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "$0")/.."
corpus=${1:-crates}
# A page of 20 MB: what a start of the program takes is lost in it. Python gets a fiftieth.
page_entries=18000
python_entries=360
# Small pages: so many copies take a second.
page_copies=60
# Of the corpus Python reads the smallest PDF files only: it would take minutes for the rest.
python_files=3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

target=${CARGO_TARGET_DIR:-target}
heeded=${HEEDED:-$target/release/heeded}
[[ -n ${HEEDED:-} ]] || cargo build --release --quiet -p heeded
venv=$target/reading-venv
if [[ ! -x $venv/bin/pip ]] || ! "$venv/bin/python" -c 'import bs4, dateparser, pdfminer' 2>/dev/null
then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet pdfminer.six beautifulsoup4 dateparser
fi

# cpu COMMAND...: CPU seconds of a command and its children. What it found does not matter here;
# that it found nothing is no failure (3), and every other failure is.
cpu() {
  local TIMEFORMAT='%3U %3S' status=0
  { time "$@" >/dev/null 2>"$scratch/complaint"; } 2>"$scratch/time" || status=$?
  if ((status != 0 && status != 3)); then
    cat "$scratch/complaint" >&2
    return "$status"
  fi
  awk '{ printf "%.3f", $1 + $2 }' "$scratch/time"
}

row() { printf '%-44s %9s %9s %8s\n' "$@"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
sum() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a + b }'; }

# A scan has no words for pdftotext to find; what reads it is tesseract, and no part of this. A file
# that is locked is read by neither.
has_words() { [[ $(pdftotext "$1" - 2>/dev/null | wc -w) -gt 20 ]]; }

echo "== PDF files, CPU seconds"
row "file" "pdftotext" "heeded" "ratio"
mapfile -t files < <(find "$corpus" -name '*.pdf' -printf '%s %p\n' | sort -n | cut -d' ' -f2-)
read_files=()
theirs=0
ours=0
for file in "${files[@]}"; do
  has_words "$file" || continue
  read_files+=("$file")
  plain=$(cpu pdftotext -layout "$file" -)
  read=$(cpu "$heeded" read "$file" --format json)
  row "${file#"$corpus"/}" "$plain" "$read" "$(ratio "$read" "$plain")"
  theirs=$(sum "$theirs" "$plain")
  ours=$(sum "$ours" "$read")
done
row "all ${#read_files[@]}" "$theirs" "$ours" "$(ratio "$ours" "$theirs")"

echo
echo "== The same work in Python (the $python_files smallest), CPU seconds"
row "" "python" "heeded" "ratio"
few=("${read_files[@]:0:python_files}")
ours=0
for file in "${few[@]}"; do ours=$(sum "$ours" "$(cpu "$heeded" read "$file" --format json)"); done
theirs=$(cpu "$venv/bin/python" benches/reading.py read "${few[@]}")
row "PDF files" "$theirs" "$ours" "$(ratio "$theirs" "$ours")"

python3 benches/reading.py page "$page_entries" >"$scratch/page.html"
python3 benches/reading.py page "$python_entries" >"$scratch/few.html"
python3 benches/reading.py page 1 >"$scratch/one.html"
# speed COMMAND... PAGE: MB a second, without what the program takes for a page of one entry.
speed() {
  local page=${*: -1} start seconds
  start=$(cpu "${@:1:$#-1}" "$scratch/one.html")
  seconds=$(cpu "$@")
  awk -v bytes="$(stat -c %s "$page")" -v s="$seconds" -v start="$start" \
    'BEGIN { printf "%.3f", bytes / 1e6 / (s - start) }'
}

echo
echo "== A web page of recommendations, MB a second of CPU time"
row "" "python" "heeded" "ratio"
theirs=$(speed "$venv/bin/python" benches/reading.py read "$scratch/few.html")
ours=$(speed "$heeded" read "$scratch/page.html")
row "HTML" "$theirs" "$ours" "$(ratio "$ours" "$theirs")"

mapfile -t pages < <(find "$corpus" -name '*.html')
if ((${#pages[@]} > 0)); then
  mkdir "$scratch/pages" "$scratch/one"
  for ((copy = 0; copy < page_copies; copy++)); do
    for at in "${!pages[@]}"; do cp "${pages[at]}" "$scratch/pages/$at-$copy.html"; done
  done
  cp "${pages[0]}" "$scratch/one/one.html"
  start=$(cpu "$heeded" read "$scratch/one" --format json)
  seconds=$(cpu "$heeded" read "$scratch/pages" --format json)
  bytes=$(cat "$scratch/pages/"* | wc -c)
  echo
  echo "== The ${#pages[@]} web pages of $corpus, $page_copies times each"
  awk -v bytes="$bytes" -v s="$seconds" -v start="$start" \
    'BEGIN { printf "%.1f MB in %.3f seconds of CPU: %.1f MB a second\n", bytes / 1e6, s - start, bytes / 1e6 / (s - start) }'
fi

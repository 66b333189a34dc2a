#!/usr/bin/env bash
# The whole binary on a register of invented recommendations: import, start, memory, and CPU time of
# each kind of page as the operating system counts it for the server's process.
#
#   benches/register.sh [RECOMMENDATIONS] [--datasette] [--requests=N]    100,000 and 2,000 if not said
#
# With --datasette the same records stand beside it in Datasette (installed from PyPI into a folder
# of its own), asked in the same run, and the ratio is printed. Needs cargo and curl; python3 for
# Datasette. CPU time hardly depends on what else the machine does; wall time does.
set -euo pipefail
cd "$(dirname "$0")/.."
records=100000
requests=2000 # of each kind: the system counts in hundredths of a second
beside=
for argument in "$@"; do
  case $argument in
    --datasette) beside=yes ;;
    --requests=*) requests=${argument#*=} ;;
    *) records=$argument ;;
  esac
done
scratch=$(mktemp -d)
server=
other=
stop() {
  for process in $server $other; do kill "$process" 2>/dev/null || true; done
  rm -rf "$scratch"
}
trap stop EXIT
per_second=$(getconf CLK_TCK)

cargo build --release --quiet -p heeded -p heeded-testkit --bins --examples
target=$(cargo metadata --format-version 1 --no-deps | grep -o '"target_directory":"[^"]*"' | cut -d'"' -f4)
heeded=$target/release/heeded
# One address asks for everything here.
printf '[limits]\nsearches_per_minute = 0\ntables_per_minute = 0\n' >"$scratch/heeded.toml"
common=(--data "$scratch/data" --schemes benches/schemes --config "$scratch/heeded.toml")

echo "== Import with history"
/usr/bin/time -f '%U user + %S system seconds of CPU, making the invented records included' \
  "$target/release/examples/invented_register" "$scratch/data" "$records"
du -sh "$scratch/data" | awk '{ print $1 " on disk" }'
[[ -z $beside ]] || "$heeded" export "${common[@]}" --quiet >"$scratch/records.jsonl"

echo "== Start, until the first page has been answered"
began=$(date +%s%N)
: >"$scratch/log"
"$heeded" serve "${common[@]}" --listen 127.0.0.1:0 >"$scratch/log" 2>&1 &
server=$!
until address=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$scratch/log"); do sleep 0.01; done
curl -sf -o /dev/null "$address/"
ended=$(date +%s%N)
awk -v ns=$((ended - began)) 'BEGIN { printf "%.3f seconds\n", ns / 1e9 }'

# ask PROCESS REQUESTS BASE PATH...: asks over one connection; prints CPU milliseconds a page.
ask() {
  local process=$1 requests=$2 base=$3 list=$scratch/list before after n
  shift 3
  for ((n = 0; n < requests; n++)); do
    printf 'url = "%s"\noutput = /dev/null\n' "$base${*:n % $# + 1:1}"
  done >"$list"
  curl -sf -K "$list"   # warm
  before=$(awk '{ print $14 + $15 }' "/proc/$process/stat")
  curl -sf -K "$list"
  after=$(awk '{ print $14 + $15 }' "/proc/$process/stat")
  awk -v t=$((after - before)) -v hz="$per_second" -v n="$requests" \
    'BEGIN { printf "%.3f", t * 1000 / hz / n }'
}

page() {
  local name=$1
  shift
  printf '%-28s %7s ms of CPU a page\n' "$name" "$(ask "$server" "$requests" "$address" "$@")"
}

echo "== The search index, until it answers"
began=$(date +%s%N)
before=$(awk '{ print $14 + $15 }' "/proc/$server/stat")
until curl -sf "$address/recommendations.json" | grep -q '"counts":{"addressee"'; do sleep 0.2; done
sleep 5 # segments are merged
ended=$(date +%s%N)
after=$(awk '{ print $14 + $15 }' "/proc/$server/stat")
awk -v ns=$((ended - began)) -v t=$((after - before)) -v hz="$per_second" \
  'BEGIN { printf "%.1f seconds, %.1f of CPU\n", ns / 1e9, t / hz }'
du -sh "$scratch/data/search" | awk '{ print $1 " on disk" }'

echo "== Pages, over HTTP"
mapfile -t ids < <(for p in 1 40 400 1200 2400 3600; do
  curl -sf "$address/recommendations.json?page=$p" | grep -oE '"R[0-9A-Z]{5,}"' | tr -d '"'; done)
record_pages=("${ids[@]/#//recommendations/}")
page "record" "${record_pages[@]}"
page "record as JSON" "${record_pages[@]/%/.json}"
page "list" "/recommendations" "/recommendations?page=7" "/recommendations?page=100"
page "list, with counts" "/recommendations" "/recommendations?sort=unanswered"
page "list, five filters" "/recommendations?status=actions-overdue&status=completed&addressee=O3&addressee=O5&year=2020&year=2021&answer=answered&due=late"
page "search, two rare words" "/recommendations?q=cefokami+puradice" "/recommendations?q=lenopuce+cemiraba"
page "search, a common word" "/recommendations?q=guidance" "/recommendations?q=handovers"
page "search, two common words" "/recommendations?q=guidance+handovers"
page "search, a phrase" "/recommendations?q=%22infusion+pumps%22"
page "search, misspelt" "/recommendations?q=ampuoles"
page "list, by status" "/recommendations?status=actions-overdue" "/recommendations?status=completed"
page "list, by addressee" "/recommendations?addressee=O3" "/recommendations?addressee=O5"
page "list, as of a past day" "/recommendations?as-of=2024-06-01"
page "what is due" "/due" "/due?due=late&page=3"
page "what is due, by quarter" "/due?quarter=2026-Q4" "/due?quarter=2027-Q2"
page "unanswered" "/unanswered" "/unanswered?time=over&page=9"
page "slippage" "/slippage" "/slippage?page=9"
page "dependencies" "/dependencies" "/dependencies/budget-for-training-of-temporary-staff"
page "organisation" "/organisations/B0003G"
page "statistics" "/statistics" "/statistics?year=2021"
page "reports" "/reports" "/themes"
page "home" "/"

echo "== Memory of the server after all that"
memory() { awk '/VmHWM/ { printf "%.0f", $2 / 1024 }' "/proc/$1/status"; }
echo "$(memory "$server") MB at its highest; now, of its own and of files that the system may drop:"
awk '/RssAnon|RssFile/ { printf "%s %.0f MB\n", $1, $2 / 1024 }' "/proc/$server/status"
[[ -n $beside ]] || exit 0

echo "== Beside it: Datasette on the same records"
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet datasette
/usr/bin/time -f '%U user + %S system seconds of CPU for its import, without history' \
  python3 benches/datasette.py "$scratch/records.db" <"$scratch/records.jsonl"
"$scratch/venv/bin/datasette" serve -i "$scratch/records.db" --port 0 \
  --setting suggest_facets off --setting default_page_size 20 >"$scratch/datasette" 2>&1 &
other=$!
until base=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$scratch/datasette" | head -n 1) && [[ -n $base ]]
do sleep 0.1; done

compare() {
  local name=$1 ours=$2 theirs=$3
  awk -v name="$name" -v ours="$ours" -v theirs="$theirs" \
    'BEGIN { printf "%-16s %7.3f ms here, %7.3f ms there: %.0f times\n", name, ours, theirs, theirs / ours }'
}
table=/records/recommendation
compare "record" "$(ask "$server" "$requests" "$address" "${record_pages[@]}")" \
  "$(ask "$other" 200 "$base" "${ids[@]/#/$table/}")"
compare "list" "$(ask "$server" "$requests" "$address" "/recommendations")" \
  "$(ask "$other" 200 "$base" "$table?_sort_desc=id")"
compare "list, by status" "$(ask "$server" "$requests" "$address" "/recommendations?status=actions-overdue")" \
  "$(ask "$other" 200 "$base" "$table?standing=actions-overdue")"
echo "memory: $(memory "$server") MB here, $(memory "$other") MB there"

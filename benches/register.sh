#!/usr/bin/env bash
# The whole binary on a register of invented recommendations: import, start, memory, and CPU time of
# each kind of page as the operating system counts it for the server's process.
#
#   benches/register.sh [RECOMMENDATIONS] [--datasette] [--requests=N] [--load=SECONDS] [--at=FOLDER]
#                        100,000          no            2,000          10               a new one
#                       [--soon]
#
# With --datasette the same records stand beside it in Datasette (installed from PyPI into a folder
# of its own), asked in the same run, and the ratio is printed. With --load the site is asked over 32
# connections: a record beside a bare "hello", and a mix of pages while an import runs, during which
# a change is recorded every second or so and looked for until it is found. Needs cargo and curl;
# wrk for the load; python3 for Datasette. A million take some 10 GB in the folder, which is
# deleted afterwards. With --soon nobody waits until what is similar is worked out for all, which takes
# an hour for a million: records are then measured as they are until then. CPU time hardly depends on
# what else the machine does; wall time does.
set -euo pipefail
cd "$(dirname "$0")/.."
records=100000
requests=2000 # of each kind: the system counts in hundredths of a second
beside=
soon=
load=10
at=
for argument in "$@"; do
  case $argument in
    --datasette) beside=yes ;;
    --soon) soon=yes ;;
    --requests=*) requests=${argument#*=} ;;
    --load=*) load=${argument#*=} ;;
    --at=*) at=${argument#*=} ;;
    *) records=$argument ;;
  esac
done
scratch=$(mktemp -d ${at:+-p "$at"})
server=
other=
hello=
import=
stop() {
  for process in $server $other $hello $import; do kill "$process" 2>/dev/null || true; done
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

# ticks PROCESS: the CPU time that it took, in the system's unit; of the server only the threads that
# answer, as those that index and work suggestions out do that whether somebody asks or not.
ticks() {
  if [[ $1 == "$server" ]]; then
    cat "/proc/$1/task/"*/stat 2>/dev/null |
      awk -v main="$1" '$1 == main || $2 ~ /^\(tokio/ { t += $14 + $15 } END { print t }'
  else
    awk '{ print $14 + $15 }' "/proc/$1/stat"
  fi
}

# ask PROCESS REQUESTS BASE PATH...: asks over one connection; prints CPU milliseconds a page. Each
# address bears a number, as a page that was asked for within the same second is not made again.
ask() {
  local process=$1 requests=$2 base=$3 list=$scratch/list before after n path joined round
  shift 3
  for round in warm counted; do
    for ((n = 0; n < requests; n++)); do
      path=${*:n % $# + 1:1}
      [[ $path == *\?* ]] && joined="&" || joined="?"
      printf 'url = "%s"\noutput = /dev/null\n' "$base$path${joined}n=$round$n"
    done >"$list.$round"
  done
  curl -sf -K "$list.warm"
  before=$(ticks "$process")
  curl -sf -K "$list.counted"
  after=$(ticks "$process")
  awk -v t=$((after - before)) -v hz="$per_second" -v n="$requests" \
    'BEGIN { printf "%.3f", t * 1000 / hz / n }'
}

page() {
  local name=$1
  shift
  printf '%-28s %7s ms of CPU a page\n' "$name" "$(ask "$server" "$requests" "$address" "$@")"
}

# memory NAME: the server's, its own and of files that the system may drop, now and at its highest.
memory() {
  awk -v name="$1" '/VmHWM|RssAnon|RssFile/ { mb[$1] = $2 / 1024 } END {
    printf "%-28s %4.0f MB its own, %4.0f MB of files; both at their highest %4.0f MB\n",
      name, mb["RssAnon:"], mb["RssFile:"], mb["VmHWM:"] }' "/proc/$server/status"
}

# watch: keeps the highest that the server's own memory ever was, ten times a second.
watch() {
  local now most=0
  while now=$(awk '/RssAnon/ { print $2 }' "/proc/$server/status" 2>/dev/null) && [[ -n $now ]]; do
    if ((now > most)); then most=$now && echo "$most" >"$scratch/most"; fi
    sleep 0.1
  done
}
watch &

echo "== The search index, until it answers"
began=$(date +%s%N)
before=$(awk '{ print $14 + $15 }' "/proc/$server/stat")
until curl -sf "$address/recommendations.json" | grep -q '"counts":{"addressee"'; do sleep 0.2; done
ended=$(date +%s%N)
after=$(awk '{ print $14 + $15 }' "/proc/$server/stat")
awk -v ns=$((ended - began)) -v t=$((after - before)) -v hz="$per_second" \
  'BEGIN { printf "%.1f seconds, %.1f of CPU\n", ns / 1e9, t / hz }'
du -sh "$scratch/data/search" | awk '{ print $1 " on disk" }'
memory "memory by then"

mapfile -t ids < <(for p in $(seq 1 97 3900); do
  curl -sf "$address/recommendations.json?page=$p" | grep -oE '"R[0-9A-Z]{5,}"' | tr -d '"'; done)
record_pages=("${ids[@]/#//recommendations/}")
echo "== A record while what is similar is not worked out for most"
page "record" "${record_pages[@]}"

if [[ -z $soon ]]; then
echo "== What is similar, until it is worked out for all"
before=$(awk '{ print $14 + $15 }' "/proc/$server/stat")
until grep -q "similar is worked out" "$scratch/log"; do sleep 0.5; done
after=$(awk '{ print $14 + $15 }' "/proc/$server/stat")
awk -v t=$((after - before)) -v hz="$per_second" 'BEGIN { printf "%.0f seconds of CPU\n", t / hz }'
fi

echo "== Pages, over HTTP"
page "record" "${record_pages[@]}"
page "record as JSON" "${record_pages[@]/%/.json}"
page "list" "/recommendations" "/recommendations?page=7" "/recommendations?page=100"
page "list, with counts" "/recommendations" "/recommendations?sort=unanswered"
page "list, five filters" "/recommendations?status=actions-overdue&status=completed&addressee=O3&addressee=O5&year=2020&year=2021&answer=answered&due=late"
rare=("/recommendations?q=cefokami+puradice" "/recommendations?q=lenopuce+cemiraba")
page "search, two rare words" "${rare[@]}"
common=("/recommendations?q=guidance" "/recommendations?q=handovers")
page "search, a common word" "${common[@]}"
page "search, two common words" "/recommendations?q=guidance+handovers"
page "search, a phrase" "/recommendations?q=%22infusion+pumps%22"
page "similar" "${record_pages[@]/#\/recommendations\//\/similar?of=}"
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
memory "memory"
awk '{ printf "its own at its highest: %.0f MB\n", $1 / 1024 }' "$scratch/most"

if [[ -n $beside ]]; then
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
    'BEGIN { printf "%-18s %7.3f ms here, %7.3f ms there: %.0f times\n", name, ours, theirs, theirs / ours }'
}
table=/records/recommendation
compare "record" "$(ask "$server" "$requests" "$address" "${record_pages[@]}")" \
  "$(ask "$other" 200 "$base" "${ids[@]/#/$table/}")"
compare "list" "$(ask "$server" "$requests" "$address" "/recommendations")" \
  "$(ask "$other" 200 "$base" "$table?_sort_desc=id")"
compare "list with counts" "$(ask "$server" "$requests" "$address" "/recommendations?status=completed")" \
  "$(ask "$other" 20 "$base" "$table?standing=completed&_facet=standing&_facet=issuer&_facet=addressees")"
compare "two rare words" "$(ask "$server" "$requests" "$address" "${rare[@]}")" \
  "$(ask "$other" 100 "$base" "$table?_search=cefokami+puradice")"
compare "a common word" "$(ask "$server" "$requests" "$address" "${common[@]}")" \
  "$(ask "$other" 20 "$base" "$table?_search=guidance")"
compare "list, by status" "$(ask "$server" "$requests" "$address" "/recommendations?status=actions-overdue")" \
  "$(ask "$other" 200 "$base" "$table?standing=actions-overdue")"
memory "memory here"
awk '/VmRSS/ { printf "memory there                 %4.0f MB\n", $2 / 1024 }' "/proc/$other/status"
kill "$other"
fi

((load > 0)) || exit 0
# rate ADDRESS [ENCODINGS]: requests a second over 32 connections.
rate() {
  wrk -t1 -c32 -d"${load}s" ${2:+-H "Accept-Encoding: $2"} "$1" | awk '/Requests\/sec/ { print $2 }'
}
echo "== A record that many read at once, beside a bare hello: requests a second, 32 connections"
"$target/release/examples/hello" 127.0.0.1:8431 &
hello=$!
sleep 0.5
beside_hello() {
  local bare record bare_again
  bare=$(rate http://127.0.0.1:8431/ "${2:-}")
  record=$(rate "$address${record_pages[0]}" "${2:-}")
  bare_again=$(rate http://127.0.0.1:8431/ "${2:-}")
  awk -v name="$1" -v h="$bare" -v r="$record" -v a="$bare_again" 'BEGIN {
    printf "%-28s record %.0f, hello %.0f and %.0f: %.2f of it\n", name, r, h, a, 2 * r / (h + a) }'
}
beside_hello "as browsers ask" "gzip, deflate, br, zstd"
beside_hello "not compressed"
kill "$hello"

echo "== A mix of pages over 32 connections: without an import, then while one runs"
searches=("${rare[@]}" "${common[@]}" "/recommendations?q=ampoules+labelling" "/recommendations?q=crossings")
{
  for ((n = 0; n < ${#record_pages[@]}; n++)); do
    echo "${record_pages[n]}"
    echo "/recommendations?page=$((n % 40 + 1))"
    echo "${searches[n % ${#searches[@]}]}"
    echo "/recommendations?addressee=O$((n % 90 + 1))&year=2021&status=completed"
  done
} >"$scratch/mix"
load_of() { PATHS=$scratch/mix wrk -t1 -c32 -d"${load}s" --latency -s benches/mix.lua "$1" |
  awk '/50%|99%|Requests\/sec/ { printf "%s %s  ", $1, $2 } END { print "" }'; }
load_of "$address"
"$target/release/examples/invented_register" "$scratch/data" "$records" 1000000 >"$scratch/more" &
import=$!
sleep 2
"$target/release/examples/found_within" "$scratch/data" "${address#http://}" \
  $(((load * 3 + 3) / 4)) >"$scratch/found" &
found=$!
load_of "$address"
kill "$import"
wait "$found"
cat "$scratch/found"
came=$(curl -s "$address/recommendations.json" | grep -oE '"total":[0-9]+' | cut -d: -f2)
echo "$((came - records)) recommendations came in meanwhile"

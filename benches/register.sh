#!/usr/bin/env bash
# The whole binary on a register of invented recommendations: import, start, memory, and CPU time of
# each kind of page as the operating system counts it for the server's process.
#
#   benches/register.sh [RECOMMENDATIONS]      100,000 if not said
#
# Needs cargo and curl. CPU time hardly depends on what else the machine does; wall time does.
set -euo pipefail
cd "$(dirname "$0")/.."
records=${1:-100000}
requests=2000
scratch=$(mktemp -d)
server=
trap 'if [[ -n $server ]]; then kill "$server" 2>/dev/null || true; fi; rm -rf "$scratch"' EXIT

cargo build --release --quiet --workspace --bins --examples
target=$(cargo metadata --format-version 1 --no-deps | grep -o '"target_directory":"[^"]*"' | cut -d'"' -f4)

echo "== Import with history"
/usr/bin/env time -f '%U user + %S system seconds of CPU, making the invented records included' \
  "$target/release/examples/invented_register" "$scratch/data" "$records"
du -sh "$scratch/data" | awk '{ print $1 " on disk" }'

echo "== Start, until the first page has been answered"
began=$(date +%s%N)
: >"$scratch/log"
"$target/release/heeded" serve --data "$scratch/data" --schemes benches/schemes \
  --listen 127.0.0.1:0 >"$scratch/log" 2>&1 &
server=$!
until address=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$scratch/log"); do sleep 0.01; done
curl -sf -o /dev/null "$address/"
ended=$(date +%s%N)
awk -v ns=$((ended - began)) 'BEGIN { printf "%.3f seconds\n", ns / 1e9 }'

# User and system time of the server so far, in clock ticks.
ticks() { awk '{ print $14 + $15 }' "/proc/$server/stat"; }
per_second=$(getconf CLK_TCK)

# page NAME ADDRESS...: asks for the addresses over one connection and says CPU time a page.
page() {
  local name=$1 list=$scratch/list before after
  shift
  for ((n = 0; n < requests; n++)); do
    printf 'url = "%s"\noutput = /dev/null\n' "$address${*:n % $# + 1:1}"
  done >"$list"
  curl -sf -K "$list"   # warm
  before=$(ticks)
  curl -sf -K "$list"
  after=$(ticks)
  awk -v name="$name" -v t=$((after - before)) -v hz="$per_second" -v n="$requests" \
    'BEGIN { printf "%-28s %6.3f ms of CPU a page\n", name, t * 1000 / hz / n }'
}

echo "== Pages, over HTTP, each of $requests requests"
mapfile -t ids < <(for p in 1 40 400 1200 2400 3600; do
  curl -sf "$address/recommendations.json?page=$p" | grep -oE '"R[0-9A-Z]{5,}"' | tr -d '"'; done)
record_pages=("${ids[@]/#//recommendations/}")
page "record" "${record_pages[@]}"
page "record as JSON" "${record_pages[@]/%/.json}"
page "list" "/recommendations" "/recommendations?page=7" "/recommendations?page=100"
page "list, by status" "/recommendations?status=actions-overdue" "/recommendations?status=completed"
page "list, by addressee" "/recommendations?addressee=O3" "/recommendations?addressee=O5"
page "list, as of a past day" "/recommendations?as-of=2024-06-01"
page "what is due" "/due" "/due?due=late&page=3"
page "home" "/"

echo "== Memory of the server after all that"
awk '/VmHWM|RssAnon/ { printf "%s %.0f MB\n", $1, $2 / 1024 }' "/proc/$server/status"

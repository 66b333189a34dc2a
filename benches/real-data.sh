#!/usr/bin/env bash
# Loads published tables and documents into one register with the binary and prints, for each, what
# was found, time and CPU seconds. Again on the same folder it changes nothing.
#
# Usage: benches/real-data.sh CORPUS [DATA]     CORPUS: a folder with upr/, taic/, pfd/, responses/
#                                               DATA: the data folder [a temporary one]
# HEEDED names the binary [default: target/release/heeded].
set -euo pipefail

corpus=${1:?name the folder of the documents}
data=${2:-$(mktemp -d)}
heeded=${HEEDED:-$(dirname "$0")/../target/release/heeded}
TIMEFORMAT='    %R s, CPU %U s + %S s'

# Exit code 5 says that drafts wait for a person, which is no failure.
load() {
    local name=$1
    shift
    echo "$name"
    time { "$heeded" --data "$data" import "$@" --accept --json 2>/dev/null || [[ $? == 5 ]]; } |
        python3 -c '
import json, sys
for one in json.load(sys.stdin):
    print("    {found} found, {} accepted, {} wait, {already_decided} decided before".format(
        len(one["accepted"]), len(one["waiting"]), **one))
    for remark in one["remarks"]:
        print("    ?", remark)'
}

for file in "$corpus"/upr/*.csv; do
    load "${file##*/}" "$file" --issuer upr
done
for file in "$corpus"/taic/*.csv; do
    load "${file##*/}" "$file" --issuer taic
done
for file in "$corpus"/pfd/*.csv; do
    load "${file##*/}" "$file" --issuer pfd
done
load "reports of coroners" "$corpus"/pfd/*.pdf --issuer "Coroner" --scheme pfd
load "status report to the Minister" "$corpus"/taic/*.docx --issuer taic
for file in "$corpus"/responses/*response*.pdf; do
    # A response does not say who made the recommendations: its file stands for that.
    load "${file##*/}" "$file" --issuer "Issuer of ${file##*/}" --scheme uk-inquiry
done
load "responses to HSSIB" "$corpus/hssib-responses.txt" --issuer hssib
"$heeded" --data "$data" check
echo "The register is in $data."

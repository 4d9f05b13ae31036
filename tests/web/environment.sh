#!/usr/bin/env bash
# Installs what the tests of the web review need, in the versions that package.json names, outside of the repository. Chromium and
# Node.js are the system's.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
home="${OVERHAUL_WEB:-$HOME/.cache/overhaul-web}"
if ! cmp -s "$here/package.json" "$home/complete"; then
    mkdir -p "$home"
    cp "$here/package.json" "$home/package.json"
    (cd "$home" && npm install --ignore-scripts --no-audit --no-fund --no-package-lock)
    cp "$here/package.json" "$home/complete"
fi

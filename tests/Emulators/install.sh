#!/usr/bin/env bash
# Installs the emulators that the tests start, where they are not yet: ./tests/Emulators/install.sh. Prints the folder they are in.
set -euo pipefail
cd "$(dirname "$0")"

# One folder for all checkouts that want the same versions. EmulatorModules (tests/AsyncSplit.Emulators) looks in the same place.
hash=$({ sha256sum package-lock.json 2> /dev/null || shasum -a 256 package-lock.json; } | cut -c1-12)
folder=${ASYNCSPLIT_EMULATORS:-${XDG_CACHE_HOME:-$HOME/.cache}/asyncsplit/emulators-$hash}

if [ ! -d "$folder/node_modules" ]; then
    mkdir -p "$folder"
    partial=$(mktemp -d "$folder/partial-XXXXXX")
    trap 'rm -rf "$partial"' EXIT
    cp package.json package-lock.json "$partial"
    (cd "$partial" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error) >&2

    # Whoever is first has installed it.
    [ -d "$folder/node_modules" ] || mv "$partial/node_modules" "$folder/node_modules"
fi

echo "$folder"

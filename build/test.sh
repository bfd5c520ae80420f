#!/usr/bin/env bash
# Runs all tests: ./build/test.sh [arguments of dotnet test]. The last line says how many passed and failed.
set -euo pipefail
cd "$(dirname "$0")/.."

# Fails as well if there is a dotnet, but none that global.json accepts.
if ! dotnet --version > /dev/null 2>&1; then
    echo "AsyncSplit is built with the .NET 10 SDK (see global.json), which is not installed: https://dot.net/download" >&2
    exit 1
fi

# The tests of AsyncSplit.PostgreSql start a server of their own. Without it they are skipped, and say so.
if ! command -v initdb > /dev/null && ! ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1; then
    if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
        (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql) > /dev/null 2>&1 \
            || echo "PostgreSQL could not be installed: its tests are skipped." >&2
    else
        echo "PostgreSQL is not installed: its tests are skipped. Debian: apt-get install postgresql" >&2
    fi
fi

# The tests of the cloud packages start emulators. Without them they are skipped, and say so.
if command -v npm > /dev/null; then
    tests/Emulators/install.sh > /dev/null || echo "The emulators could not be installed: the tests that need them are skipped." >&2
else
    echo "npm is not installed, so there are no emulators: the tests that need them are skipped. Debian: apt-get install npm" >&2
fi

export DOTNET_CLI_UI_LANGUAGE=en
output=$(mktemp)
trap 'rm -f "$output"' EXIT

status=0
dotnet test AsyncSplit.sln "$@" 2>&1 | tee "$output" || status=$?

# One line per test assembly: "Passed!  - Failed:     0, Passed:     3, Skipped:     0, Total:     3, …"
awk '
    /^(Passed|Failed|Skipped)! +- Failed:/ {
        gsub(",", "")
        for (i = 1; i < NF; i++) {
            if ($i == "Failed:") failed += $(i + 1)
            if ($i == "Passed:") passed += $(i + 1)
        }
    }
    END { printf "%d passed, %d failed\n", passed, failed }' "$output"
exit "$status"

#!/usr/bin/env bash
# Runs all tests: ./build/test.sh [arguments of dotnet test]. The last line says how many passed and failed.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v dotnet > /dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
    echo "AsyncSplit is built with the .NET 10 SDK, which is not installed: see https://dot.net/download" >&2
    exit 1
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

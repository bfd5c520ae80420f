#!/usr/bin/env bash
# Packs every package into a folder: ./build/pack.sh FOLDER
set -euo pipefail

if [ $# -ne 1 ]; then
    echo "Usage: $0 FOLDER" >&2
    exit 2
fi

mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
exec dotnet msbuild build/Pack.proj -nologo -verbosity:minimal -maxCpuCount "-property:PackageOutputPath=$folder/"

#!/usr/bin/env bash
# Puts the core as C, which a source archive has, where the build looks for it.
# usage: take-module.sh ARCHIVE
set -euo pipefail
folder=Board/wasm2c/generated
mkdir -p "$folder"
tar -xzf "$1" -C "$folder" --strip-components=4 --wildcards "*/$folder/*"
ls "$folder"

#!/bin/sh
# Prints the version that a ref of git stands for: v1.2.3 is 1.2.3, and all else a development one.
# usage: version.sh REF COMMIT
set -eu
case $1 in
refs/tags/v*) version=${1#refs/tags/v} ;;
*) version=0.0.0-dev+$(printf %.12s "$2") ;;
esac
"$(dirname "$0")/../../check-version.sh" "$version"
printf '%s\n' "$version"

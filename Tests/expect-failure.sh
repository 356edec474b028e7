#!/bin/sh
# Runs a command that must fail and must say why: passes if its status is not zero and its output
# matches the extended regular expression.
# usage: expect-failure.sh PATTERN COMMAND ARGUMENT…
set -u
pattern=$1
shift
output=$("$@" 2>&1)
status=$?
if [ $status -eq 0 ]; then
    printf 'should have failed: %s\n%s\n' "$*" "$output" >&2
    exit 1
fi
if ! printf '%s\n' "$output" | grep -Eq -e "$pattern"; then
    printf 'failed (%s) without a line like "%s": %s\n%s\n' $status "$pattern" "$*" "$output" >&2
    exit 1
fi
printf 'refused as it should be: %s\n' \
    "$(printf '%s\n' "$output" | grep -E -e "$pattern" | head -n 1 | cut -c 1-120)"

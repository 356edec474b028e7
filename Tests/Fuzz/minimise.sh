#!/bin/sh
# Takes what was found into the corpora: of each target the fewest and shortest inputs that reach as
# many edges of the code.
# usage: minimise.sh WORK TARGET…
set -eu
work=$1
shift
for target in "$@"; do
    ln -sf program "$work/$target"
    mkdir -p "$work/$target.corpus"
    rm -rf "$work/$target.seeds" "$work/$target.small"
    mkdir "$work/$target.small"
    python3 Tests/Fuzz/corpus.py unpack "Tests/Fuzz/Corpus/$target.corpus" "$work/$target.seeds"
    SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 "$work/$target" -merge=1 -use_counters=0 \
        -max_len=4096 "$work/$target.small" "$work/$target.seeds" "$work/$target.corpus" \
        >"$work/$target.log" 2>&1 || { tail -n 20 "$work/$target.log" >&2; exit 1; }
    python3 Tests/Fuzz/corpus.py pack "$work/$target.small" "Tests/Fuzz/Corpus/$target.corpus"
    wc -c "Tests/Fuzz/Corpus/$target.corpus"
done

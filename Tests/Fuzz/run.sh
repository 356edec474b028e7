#!/bin/sh
# Runs each fuzz target for its share of the seconds, two at a time, and prints a table.
# usage: run.sh WORK SECONDS TARGET…
set -u
work=$1
seconds=$2
shift 2
share=$(((seconds * 2 + $# - 1) / $#))

one() {
    target=$1
    ln -sf program "$work/$target"
    mkdir -p "$work/$target.corpus" "$work/$target.crashes"
    find "$work/$target.crashes" -type f -exec mv {} "$work/$target.corpus" \;
    python3 Tests/Fuzz/corpus.py unpack "Tests/Fuzz/Corpus/$target.corpus" "$work/$target.seeds"
    set -- -max_total_time="$share" -print_final_stats=1 -timeout=20 -rss_limit_mb=1024 \
        -artifact_prefix="$work/$target.crashes/" "$work/$target.corpus" "$work/$target.seeds"
    case $target in
    JSON | Document | Manifest) set -- -dict=Tests/Fuzz/json.dict -max_len=2048 "$@" ;;
    Device) set -- -max_len=512 "$@" ;;
    Text | Settings | Time | Version | Origin | Head) set -- -max_len=300 "$@" ;;
    *) set -- -max_len=2048 "$@" ;;
    esac
    SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 "$work/$target" "$@" >"$work/$target.log" 2>&1
    echo $? >"$work/$target.status"
}

value() { sed -n "s/^stat::$1: *//p" "$work/$target.log"; }

for target in "$@"; do rm -f "$work/$target.status"; done
while [ $# -gt 0 ]; do
    one "$1" &
    shift
    [ $# -eq 0 ] || { one "$1" & shift; }
    wait
done

failed=0
printf '%-10s %12s %9s %8s %8s\n' target executions coverage inputs crashes
for log in "$work"/*.status; do
    target=$(basename "$log" .status)
    coverage=$(grep -o 'cov: [0-9]*' "$work/$target.log" | tail -n 1 | cut -d ' ' -f 2)
    inputs=$(grep -o 'corp: [0-9]*' "$work/$target.log" | tail -n 1 | cut -d ' ' -f 2)
    crashes=$(find "$work/$target.crashes" -type f | wc -l)
    printf '%-10s %12s %9s %8s %8s\n' "$target" "$(value number_of_executed_units)" \
        "${coverage:-0}" "${inputs:-0}" "$crashes"
    if [ "$crashes" -gt 0 ] || [ "$(cat "$log")" != 0 ]; then
        failed=1
        grep -hE 'Fatal error|ERROR|written to' "$work/$target.log" >&2
    fi
    rm -f "$log"
done
exit $failed

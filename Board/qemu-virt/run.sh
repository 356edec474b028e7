#!/bin/sh
# Runs an image in the emulator: its console goes to stdout, its status is the exit status.
# A trap is followed by the names of the places; a run that does not end in time fails.
# usage: SYMBOLIZER=llvm-symbolizer DEMANGLE=swift-demangle run.sh IMAGE.elf [SECONDS]
set -u
image=$1
seconds=${2:-60}
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

# One instruction a nanosecond: two runs of an image are the same run.
timeout "$seconds" qemu-system-riscv32 -M virt -smp 1 -m 128M -bios none -kernel "$image" \
    -display none -serial stdio -monitor none -icount shift=0 </dev/null >"$log" 2>&1
status=$?
cat "$log"

field() { sed -n "s/^trap: .*$1=\(0x[0-9a-f]*\).*/\1/p" "$log" | head -n 1; }
place() {
    echo "$image: $1 $2 is in" >&2
    "${SYMBOLIZER:-llvm-symbolizer}" --obj="$image" --functions "$2" |
        "${DEMANGLE:-swift-demangle}" --simplified --compact |
        sed -e '/^$/d' -e '/^??$/d' -e 's/^/  /' >&2
}
if [ -n "$(field epc)" ]; then
    place epc "$(field epc)"
    place ra "$(field ra)"
fi
if [ $status -eq 124 ]; then
    last=$(grep -v '^qemu-system' "$log" | tail -n 1)
    echo "$image: no end within $seconds s; the last line was: $last" >&2
elif [ $status -ne 0 ]; then
    echo "$image: ended with status $status" >&2
fi
exit $status

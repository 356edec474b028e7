#!/bin/sh
# Fails when a linked image can allocate: it looks for the names of every allocator, of the Swift
# run-time functions that use one, and of lazy initialisers, which need swift_once.
# usage: NM=llvm-nm check-no-heap.sh IMAGE.elf
set -eu
image=$1

# Extended regular expressions, each for a whole symbol name.
names='malloc calloc realloc reallocf free valloc memalign posix_memalign aligned_alloc sbrk _sbrk
heap_caps_[a-z_]+ pvPortMalloc vPortFree
swift_allocObject swift_allocEmptyBox swift_allocBox swift_deallocObject swift_deallocClassInstance
swift_deallocBox swift_slowAlloc swift_slowDealloc swift_retain swift_retain_n swift_release
swift_release_n swift_bridgeObjectRetain swift_bridgeObjectRelease swift_initStackObject swift_once
.*_WZ _Zn[aw][jm].* _Zd[al]P.*'

symbols=$("${NM:-llvm-nm}" "$image" | awk '{ print $NF }')
[ -n "$symbols" ] || {
    echo "$image: no symbols to look at" >&2
    exit 1
}

# printf repeats its format: one name a line, with no file names to expand in them.
set -f
# shellcheck disable=SC2086
pattern=$(printf '%s|' $names)
# shellcheck disable=SC2086
printf '%s: looked for%s\n' "$image" "$(printf ' %s' $names)" | fold -s -w 100
found=$(printf '%s\n' "$symbols" | LC_ALL=C grep -Ex "${pattern%|}" | sort -u || true)
if [ -n "$found" ]; then
    printf '%s: not free of the heap: %s\n' "$image" "$(printf '%s\n' "$found" | tr '\n' ' ')" >&2
    exit 1
fi
printf '%s: none of them is linked (%s symbols)\n' "$image" "$(printf '%s\n' "$symbols" | wc -l)"

#!/bin/sh
# Makes the same release in this folder and in a copy elsewhere, and compares every byte.
# usage: compare-releases.sh HOSTSIM PYTHON_DIR
set -eu
hostsim=$(realpath "$1")
python=$(realpath "$2")
copy=.build/release-copy/in/a/deeper/folder
name=sleeve-0.9.1-rc.1-qemu-virt

release() {
    make --no-print-directory -C "$1" release-files APP_VERSION=0.9.1-rc.1 BOARD=qemu-virt \
        RELEASE_URL=https://updates.example/sleeve RELEASE_COMMIT=0123456789abcdef \
        SOURCE_DATE_EPOCH=1700000000 EXPIRES=2030-01-01T00:00:00Z \
        HOSTSIM="$hostsim" > "$2" 2>&1 || { cat "$2" >&2; exit 1; }
}

rm -rf .build/release-copy
mkdir -p "$copy/.build"
ln -s "$python" "$copy/.build/python"
# What is in the work tree rather than what is committed, so that a change is tested before it is.
git -c safe.directory='*' ls-files -z --cached --others --exclude-standard |
    tar --create --null --files-from=- --ignore-failed-read 2>/dev/null | tar --extract -C "$copy"
release . .build/release-here.log
release "$copy" .build/release-there.log

count=0
for suffix in bin elf manifest.json sbom.json sha256; do
    cmp "out/release/$name.$suffix" "$copy/out/release/$name.$suffix"
    count=$((count + 1))
done
(cd out/release && sha256sum --quiet -c "$name.sha256")
rm -rf .build/release-copy out/release/"$name".* out/"$name".*
echo "the same release twice: $count files, the same bytes"

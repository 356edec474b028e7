#!/bin/sh
# Makes a source archive twice, compares the bytes, and builds the C of it for a board up to where the SDK
# is needed, with a Swift and a wabt that only fail.
set -eu
version=0.9.1-rc.1
name=sleeve-$version-source
out=.build/test-source
rm -rf $out

archive() {
    make --no-print-directory source-files APP_VERSION=$version RELEASE_COMMIT=0123456789abcdef \
        SOURCE_DATE_EPOCH=1700000000 RELEASE_DIR="$out/$1" > "$out.log" 2>&1 || {
        cat "$out.log" >&2
        exit 1
    }
}

archive here
archive again
cmp "$out/here/$name.tar.gz" "$out/again/$name.tar.gz"
(cd $out/here && sha256sum --quiet -c $name.sha256)
mkdir "$out/tools"
for tool in swiftc wasm2c wasm-objdump; do
    printf '#!/bin/sh\necho "%s is not to be asked" >&2\nexit 1\n' $tool > "$out/tools/$tool"
    chmod +x "$out/tools/$tool"
done
tar -xzf "$out/here/$name.tar.gz" -C $out
Tests/expect-failure.sh '^idf.py is missing' env PATH="$PWD/$out/tools:$PATH" \
    make --no-print-directory -C "$out/$name" ESP_IDF_PY=missing/idf.py firmware BOARD=esp32s3
for object in sleeve_module module runtime; do [ -f $out/$name/.build/xtensa-sim/$object.o ]; done
[ ! -e $out/$name/.build/wasm2c ]
rm -rf $out
echo "a source archive twice, the same bytes; its firmware needs neither Swift nor wabt"

#!/usr/bin/env bash
# Builds two versions for the emulated ESP32-C3, with Ethernet and without a panel, and has the
# first take the second as an update. Needs ESP-IDF's environment, its QEMU, Swift and openssl.
# usage: emulate.sh
set -euo pipefail
cd "$(dirname "$0")/../../.."
work=.build/emulate
old=0.0.1-emulated
new=0.0.2-emulated
board=esp32c3
# As the emulator's guest sees the host's loopback address.
host=10.0.2.2
port=8443

rm -rf "$work"
mkdir -p "$work/device"
umask 077
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=emulated \
    -addext "subjectAltName=IP:$host,IP:127.0.0.1" \
    -keyout "$work/gateway.key" -out "$work/gateway.pem" 2>"$work/openssl.log"
cp "$work/gateway.pem" "$work/device/ca.pem"
openssl rand -hex 24 > "$work/secret.txt"
cat > "$work/device/settings.txt" <<END
gateway_url = https://$host:$port
gateway_secret = $(cat "$work/secret.txt")
device_id = emulated
END

make setup-python .build/python/ready
.build/python/bin/python Board/esp-idf/config/make_images.py "$work/device" --out "$work/config" \
    > "$work/parts"
for version in "$old" "$new"; do
    make firmware BOARD=$board APP_VERSION="$version" ESP_VARIANT=qemu
done
make hostsim
.build/release/hostsim encode HostSim/Pictures/evening.png --title 'Lantern Hours' \
    --artist 'The Emulated' > "$work/document.json"
.build/release/hostsim manifest "out/sleeve-$new-$board-qemu.bin" --version "$new" --board $board \
    --url "https://$host:$port/firmware/sleeve.bin" > "$work/manifest.json"

parts=()
while read -r offset path; do parts+=(--part "$offset:$path"); done < "$work/parts"
.build/python/bin/python Board/esp-idf/ci/boot.py "${parts[@]}" \
    --flash "out/sleeve-$old-$board-qemu.flash.bin" --image "out/sleeve-$new-$board-qemu.bin" \
    --manifest "$work/manifest.json" --document "$work/document.json" \
    --certificate "$work/gateway.pem" --key "$work/gateway.key" --secret-file "$work/secret.txt" \
    --port $port --old "$old" --new "$new" --out "$work/run"

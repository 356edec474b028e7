#!/bin/sh
# Installs a release of Swift for this Ubuntu, once its signature is right.
# usage: install-swift.sh VERSION FOLDER
set -eu
version=$1
folder=$2
. /etc/os-release
system=ubuntu$VERSION_ID
name=swift-$version-RELEASE-$system
url=https://download.swift.org/swift-$version-release/$(echo "$system" | tr -d .)
url=$url/swift-$version-RELEASE/$name.tar.gz

apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    binutils ca-certificates curl gnupg libc6-dev libcurl4-openssl-dev libedit2 libgcc-13-dev \
    libncurses-dev libpython3-dev libsqlite3-0 libstdc++-13-dev libxml2-dev libz3-dev make \
    pkg-config python3-venv tzdata zlib1g-dev >/dev/null

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
curl -fsSL --retry 3 -o "$work/swift.tar.gz" "$url"
curl -fsSL --retry 3 -o "$work/swift.tar.gz.sig" "$url.sig"
# The keys come from the project's site over TLS, into a keyring that is thrown away.
curl -fsSL --retry 3 https://www.swift.org/keys/all-keys.asc |
    gpg --homedir "$work" --quiet --batch --import
gpg --homedir "$work" --quiet --batch --verify "$work/swift.tar.gz.sig" "$work/swift.tar.gz"
mkdir -p "$folder"
tar -xzf "$work/swift.tar.gz" -C "$folder" --strip-components=1
"$folder/usr/bin/swiftc" --version

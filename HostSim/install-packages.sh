#!/bin/sh
# Installs the Debian packages named as arguments, those that are missing, where that is possible;
# otherwise says what to install.
set -u
missing=
for package in "$@"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
    missing="$missing $package"
done
[ -z "$missing" ] && exit 0
as_root=
[ "$(id -u)" -eq 0 ] || as_root='sudo -n'
if command -v apt-get >/dev/null; then
  echo "installing:$missing"
  # Word splitting is meant, of the command and of the list.
  # shellcheck disable=SC2086
  $as_root apt-get update -qq >/dev/null &&
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
      $missing >/dev/null && exit 0
fi
echo "please install these Debian packages, or what your system calls them:$missing" >&2
exit 1

#!/bin/sh
# Sees to it that what the arguments name is there: installs it where apt is the system's way, and
# otherwise says in one line what is missing.
#
#   swift:VERSION          Swift, VERSION or later
#   cmd:NAME=PACKAGE       a command
#   lib:NAME=PACKAGE       a library and its headers, by pkg-config's name
#   python:NAME=PACKAGE    a module of Python 3
#   file:PATH=PACKAGE      a file
#
# PACKAGE is Debian's name for it.
set -u

is_there() {
  name=${1#*:}
  name=${name%%=*}
  case $1 in
    # Servers are not on everybody's path.
    cmd:*) PATH=$PATH:/usr/sbin:/sbin command -v "$name" ;;
    lib:*) pkg-config --exists "$name" ;;
    file:*) [ -f "$name" ] ;;
    python:*) python3 -c "import $name" ;;
  esac >/dev/null 2>&1
}

need_swift() {
  found=$(swiftc --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)
  [ "$(printf '%s\n' "$1" "${found:-0}" | sort -t . -k 1,1n -k 2,2n -k 3,3n | head -n 1)" = "$1" ] &&
    return
  echo "please install Swift $1 (https://www.swift.org/install): ${found:+here is only }${found:-here is none}" >&2
  exit 1
}

# Sets `missing` to Debian's names, and `names` to everybody's.
look() {
  missing=
  names=
  for need in "$@"; do
    case $need in
      swift:*) need_swift "${need#*:}" ;;
      *) is_there "$need" || {
        missing="$missing ${need#*=}"
        need=${need#*:}
        names="$names ${need%%=*}"
      } ;;
    esac
  done
}

look "$@"
[ -z "$missing" ] && exit 0
as_root=
[ "$(id -u)" -eq 0 ] || as_root='sudo -n'
if command -v apt-get >/dev/null; then
  echo "installing:$missing"
  # Word splitting is meant, of the command and of the list.
  # shellcheck disable=SC2086
  $as_root apt-get update -qq >/dev/null 2>&1 &&
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
      $missing >/dev/null 2>&1
  look "$@"
  [ -z "$missing" ] && exit 0
fi
echo "please install, by whatever your system calls them:$names (Debian:$missing)" >&2
exit 1

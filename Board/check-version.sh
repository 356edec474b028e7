#!/bin/sh
# Accepts a version that is SemVer 2.0.0 and fits the descriptor; refuses any other in one line.
# usage: check-version.sh VERSION
version=$1
refuse() {
    printf 'APP_VERSION "%s" %s\n' "$(printf %s "$version" | tr -c '[:print:]' '?')" "$1" >&2
    exit 1
}

case $version in
'') refuse 'is empty; give a SemVer 2.0.0 version, such as 1.2.3' ;;
*[!0-9A-Za-z.+-]*) refuse 'is not a SemVer 2.0.0 version: a character that no version has' ;;
esac
[ ${#version} -le 63 ] || refuse 'is longer than the 63 bytes that the app descriptor holds'

number='(0|[1-9][0-9]*)'
identifier='(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)'
build='[0-9A-Za-z-]+'
core="$number\.$number\.$number"
printf '%s\n' "$version" | LC_ALL=C grep -Eq \
    "^$core(-$identifier(\.$identifier)*)?(\+$build(\.$build)*)?\$" ||
    refuse 'is not a SemVer 2.0.0 version, such as 1.2.3 or 1.2.3-rc.1'

#!/bin/sh
# Makes, renews and revokes the certificates of devices, with openssl and an authority of its own.
set -eu

usage() {
  cat >&2 <<'TEXT'
certificates.sh FOLDER make DEVICE [DAYS]    a key and a certificate for a device (825 days)
certificates.sh FOLDER renew DEVICE [DAYS]   another certificate and key; the earlier one stays valid until it is revoked
certificates.sh FOLDER revoke DEVICE         no gateway takes any of the device's certificates from then on
certificates.sh FOLDER list                  every certificate: V valid, R revoked, E expired

The first `make` makes the authority too. The gateway takes FOLDER/ca.pem as CLIENT_CA and FOLDER/crl.pem as
CLIENT_CRL; a device takes client.pem and client.key of FOLDER/DEVICE. FOLDER/ca.key makes certificates that
every device and gateway believes: keep it where neither of them runs. The list of revocations ends after 3650
days; each `revoke` makes a new one.
TEXT
  exit 2
}

fail() {
  echo "certificates.sh: $1" >&2
  exit 1
}

[ $# -ge 2 ] || usage
folder=$1
command=$2
device=${3:-}
days=${4:-825}
umask 077

case $command in
  make | renew | revoke)
    # It becomes a folder's name and the certificate's.
    case $device in '' | .* | *[!A-Za-z0-9._-]*) fail "a device's name has letters, digits, '.', '_' and '-': '$device'" ;; esac
    ;;
  list) ;;
  *) usage ;;
esac
case $days in '' | 0* | *[!0-9]* | ?????*) fail "days must be a whole number from 1 to 9999: '$days'" ;; esac

authority() {
  # The folder may have been moved: it is named anew each time.
  FOLDER=$folder openssl ca -config "$folder/ca.cnf" "$@" 2>"$folder/openssl.log" || {
    cat "$folder/openssl.log" >&2
    fail "openssl refused it"
  }
}

make_key() {
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null
}

make_authority() {
  mkdir -p "$folder/issued"
  cat >"$folder/ca.cnf" <<'TEXT'
[ca]
default_ca = sleeve
[sleeve]
database = $ENV::FOLDER/index.txt
new_certs_dir = $ENV::FOLDER/issued
certificate = $ENV::FOLDER/ca.pem
private_key = $ENV::FOLDER/ca.key
crlnumber = $ENV::FOLDER/crlnumber
rand_serial = yes
unique_subject = no
default_md = sha256
default_crl_days = 3650
policy = name
x509_extensions = device
[name]
commonName = supplied
[device]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
TEXT
  : >"$folder/index.txt"
  echo 01 >"$folder/crlnumber"
  make_key "$folder/ca.key"
  openssl req -x509 -new -key "$folder/ca.key" -sha256 -days 7300 -subj '/CN=Sleeve devices' \
    -addext 'keyUsage=critical,keyCertSign,cRLSign' -out "$folder/ca.pem"
  make_revocations
}

# Written beside and renamed: a gateway that reads it meanwhile gets the old one or the new one.
make_revocations() {
  authority -gencrl -out "$folder/crl.new"
  chmod 644 "$folder/crl.new" "$folder/ca.pem"
  mv "$folder/crl.new" "$folder/crl.pem"
}

issue() {
  mkdir -p "$folder/$device"
  make_key "$folder/$device/client.key.new"
  FOLDER=$folder openssl req -new -key "$folder/$device/client.key.new" -subj "/CN=$device" -out "$folder/$device/request"
  authority -batch -notext -days "$days" -in "$folder/$device/request" -out "$folder/$device/client.pem.new"
  rm "$folder/$device/request"
  mv "$folder/$device/client.key.new" "$folder/$device/client.key"
  mv "$folder/$device/client.pem.new" "$folder/$device/client.pem"
  echo "$folder/$device/client.pem and client.key: $(openssl x509 -in "$folder/$device/client.pem" -noout -enddate)"
}

case $command in
  make)
    [ -e "$folder/ca.pem" ] || make_authority
    [ ! -e "$folder/$device/client.pem" ] || fail "$device has a certificate: 'renew' makes another"
    issue
    ;;
  renew)
    [ -e "$folder/$device/client.pem" ] || fail "$device has no certificate in $folder: 'make' makes one"
    issue
    ;;
  revoke)
    [ -e "$folder/index.txt" ] || fail "there is no authority in $folder"
    # Fields of openssl's index: state, end, revocation, serial, file, subject.
    serials=$(awk -F '\t' -v name="/CN=$device" '$1 == "V" && $6 == name { print $4 }' "$folder/index.txt")
    [ -n "$serials" ] || fail "$device has no valid certificate in $folder"
    for serial in $serials; do
      authority -revoke "$folder/issued/$serial.pem"
    done
    make_revocations
    rm -rf "${folder:?}/$device"
    echo "$folder/crl.pem is new: take it to the gateway"
    ;;
  list)
    [ -e "$folder/index.txt" ] || fail "there is no authority in $folder"
    FOLDER=$folder openssl ca -config "$folder/ca.cnf" -updatedb 2>/dev/null || true
    awk -F '\t' '{ print $1, substr($6, 5), "until 20" substr($2, 1, 2) "-" substr($2, 3, 2) "-" substr($2, 5, 2) }' "$folder/index.txt"
    ;;
esac

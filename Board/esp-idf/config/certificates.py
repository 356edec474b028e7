"""The certificates with which a device and its gateway know each other."""

import datetime
import re

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from problem import Problem, read_bytes

AUTHORITY = "ca.pem"
CERTIFICATE = "client.pem"
KEY = "client.key"
# What the firmware reads of each file (board_credentials.c): a chain of a few certificates.
FILE_BYTES_MAX = 8192
NAMES = (AUTHORITY, CERTIFICATE, KEY)


def read(folder, now=None):
    """The PEM files that `folder` has, `{name: bytes}`, each checked alone and with the others."""
    now = now or datetime.datetime.now(datetime.UTC)
    files = {name: read_bytes(folder / name) for name in NAMES if (folder / name).exists()}
    for name, data in files.items():
        if len(data) > FILE_BYTES_MAX:
            raise Problem(folder / name, f"is longer than {FILE_BYTES_MAX} bytes")
    if AUTHORITY in files:
        _certificates(folder / AUTHORITY, files[AUTHORITY], now)
    if (CERTIFICATE in files) != (KEY in files):
        there, missing = (CERTIFICATE, KEY) if CERTIFICATE in files else (KEY, CERTIFICATE)
        raise Problem(folder / there, f"needs {missing} beside it")
    if CERTIFICATE in files:
        leaf = _certificates(folder / CERTIFICATE, files[CERTIFICATE], now)[0]
        key = _key(folder / KEY, files[KEY])
        if _public_bytes(leaf.public_key()) != _public_bytes(key.public_key()):
            raise Problem(folder / KEY, f"is not the key of {CERTIFICATE}")
    return files


def _certificates(path, data, now):
    if re.search(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----", data):
        raise Problem(path, "holds a private key; only certificates belong there")
    try:
        found = x509.load_pem_x509_certificates(data)
    except ValueError:
        raise Problem(path, "is no certificate in PEM") from None
    for certificate in found:
        if certificate.not_valid_after_utc < now:
            raise Problem(path, f"expired on {certificate.not_valid_after_utc:%Y-%m-%d}")
    return found


def _key(path, data):
    try:
        key = serialization.load_pem_private_key(data, password=None)
    except TypeError:
        raise Problem(path, "is encrypted; the device cannot ask for its password") from None
    except (ValueError, UnsupportedAlgorithm):
        raise Problem(path, "is no private key in PEM") from None
    if not isinstance(key, (ec.EllipticCurvePrivateKey, rsa.RSAPrivateKey)):
        raise Problem(path, "is neither an EC nor an RSA key, which the device's TLS needs")
    return key


def _public_bytes(key):
    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)

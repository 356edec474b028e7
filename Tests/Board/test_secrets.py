"""The check for secrets, on repositories that have one and on this one."""

import base64
import pathlib
import subprocess
import sys

import check_secrets
import images
import partition_table
import pytest
from authority import Authority, key_pem
from conftest import ROOT
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

KEY = ec.generate_private_key(ec.SECP256R1())
PARTITION = partition_table.Partition("any", 1, 2, 0x9000, 0x6000, "here")
SECRET = "q8Zr" * 8


def sec1_base64():
    return base64.b64encode(KEY.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption()))


def pkcs8_base64():
    return base64.b64encode(KEY.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption()))


def certificate_and_key():
    certificate, key = Authority().issue("desk")
    return certificate + key


def nvs():
    return images.settings_image({"gateway_secret": SECRET}, PARTITION)


BAD = [
    ("notes.txt", lambda: key_pem(KEY), "holds a private key"),
    ("notes.txt", lambda: b"before\n" + key_pem(KEY, b"password"), "holds a private key"),
    ("desk.pem", certificate_and_key, "holds a private key"),
    ("key.json", lambda: b'{"key": "' + sec1_base64() + b'"}', "holds a private key"),
    ("key.json", lambda: b'{"key": "' + pkcs8_base64() + b'"}', "holds a private key"),
    ("desk.key", lambda: b"anything", "is named like a private key"),
    ("settings.txt", lambda: f"gateway_secret = {SECRET}\n".encode(), "holds a gateway secret"),
    ("a.sh", lambda: f"curl -H 'X-Gateway-Secret: {SECRET}'".encode(), "holds a gateway secret"),
    ("nvs.csv", lambda: f"gateway_secret,{SECRET}".encode(), "holds a gateway secret"),
    ("secrets/readme.txt", lambda: b"anything", "is in a folder for secrets"),
    ("desk/secrets/a", lambda: b"anything", "is in a folder for secrets"),
    ("image.bin", lambda: b"anything", "is named like a generated image"),
    ("renamed.dat", nvs, "is an image of an NVS partition"),
    ("renamed.dat", lambda: images.files_image({}, PARTITION), "of a LittleFS partition"),
    ("env", lambda: b"AWS_ACCESS_KEY_ID=AKIA" + b"ABCD" * 4, "holds an access key of a store"),
]  # fmt: skip


def git(repository, *arguments):
    subprocess.run(["git", "-C", repository, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    git(tmp_path, "init")
    text = "# The gateway_secret is never here, nor X-Gateway-Secret: …\n"
    add(tmp_path, "README.md", text.encode())
    return tmp_path


def add(repository, name, content):
    path = repository / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    git(repository, "add", "--force", name)


@pytest.mark.parametrize("name, content, reason", BAD)
@pytest.mark.parametrize("is_committed", [False, True])
def test_what_must_not_be_there_is_found(repository, name, content, reason, is_committed):
    assert check_secrets.findings(repository) == []
    add(repository, name, content())
    if is_committed:
        git(repository, "-c", "user.name=n", "-c", "user.email=e", "commit", "-m", "m")
    # What is in the folder is beside the point; what git would keep is the point.
    (repository / name).unlink()
    found = check_secrets.findings(repository)
    assert any(line.startswith(f"{name}: ") and reason in line for line in found), found


def test_what_git_does_not_keep_is_nobodys_business(repository):
    (repository / "untracked.key").write_bytes(key_pem(KEY))
    assert check_secrets.findings(repository) == []


def test_this_repository_holds_no_secret():
    assert check_secrets.findings(ROOT) == []


def test_every_allowed_binary_is_there():
    for path in check_secrets.KNOWN_BINARIES:
        assert (ROOT / path).is_file()


def run(*arguments):
    return subprocess.run(
        [sys.executable, ROOT / "Board/check_secrets.py", *arguments],
        capture_output=True, text=True, check=False)


def test_the_command_names_the_file_but_not_the_secret(repository):
    assert run(repository).returncode == 0
    add(repository, "settings.txt", f"gateway_secret = {SECRET}\n".encode())
    result = run(repository)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "settings.txt: holds a gateway secret\n"
    assert run(pathlib.Path("/"), "more").returncode == 2
    assert run(repository / "nowhere").returncode == 1


def test_git_ignores_the_folder_and_the_images():
    names = ["secrets/settings.txt", "secrets/desk/client.key", "out/nvs.bin", "a.pem", "a.key",
             "Board/esp-idf/x.bin", "Board/esp-idf/sdkconfig"]  # fmt: skip
    result = subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", ROOT, "check-ignore", "--no-index", *names],
        capture_output=True, text=True, check=False)
    assert result.stdout.split() == names
    kept = ["Board/esp-idf/config/example/settings.txt", "HostSim/Fonts/fallback.bin"]
    result = subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", ROOT, "check-ignore", "--no-index", *kept],
        capture_output=True, text=True, check=False)
    assert result.stdout == ""


def test_the_hook_refuses_a_key(repository):
    """The real hook, in a repository whose layout check always passes."""
    for name in (".githooks/pre-commit", "Board/check_secrets.py"):
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_bytes((ROOT / name).read_bytes())
        (repository / name).chmod(0o755)
    add(repository, "Makefile", b"lint:\n\t@true\n")
    git(repository, "config", "core.hooksPath", ".githooks")
    identity = ("-c", "user.name=n", "-c", "user.email=e")
    git(repository, *identity, "commit", "-m", "clean")
    add(repository, "notes.txt", key_pem(KEY))
    result = subprocess.run(
        ["git", "-C", repository, *identity, "commit", "-m", "with a key"],
        capture_output=True, text=True, check=False)
    assert result.returncode == 1 and "notes.txt: holds a private key" in result.stderr

"""The bill of materials: valid by the format's own schema, and the same for the same commit."""

import hashlib
import json
import subprocess
import sys

import make_sbom
import pytest
from conftest import ROOT
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

SWIFT = "Swift version 6.3.1 (swift-6.3.1-RELEASE)\nTarget: x86_64-unknown-linux-gnu"
LOCK = """dependencies:
  idf:
    source:
      type: idf
    version: 5.5.6
  joltwallet/littlefs:
    component_hash: %s
    dependencies: []
    source:
      registry_url: https://components.espressif.com/
      type: service
    version: 1.20.1
target: esp32c6
version: 2.0.0
""" % ("ab" * 32)


@pytest.fixture
def image(tmp_path):
    path = tmp_path / "sleeve-1.2.3-esp32c6.bin"
    path.write_bytes(b"an image")
    return path


def run(image, *more, swift=SWIFT, version="1.2.3"):
    return subprocess.run(
        [sys.executable, ROOT / "Board/make_sbom.py", image, "--version", version,
         "--board", "esp32c6", "--commit", "c" * 40, "--epoch", "1700000000", "--swift", swift,
         *more],
        capture_output=True, text=True, check=False)  # fmt: skip


def write_lock(image, text=LOCK):
    path = image.parent / "dependencies.lock"
    path.write_text(text)
    return path


def validate(text):
    return JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)


def test_the_format_takes_it_and_would_not_take_another(image):
    result = run(image, "--lock", write_lock(image))
    assert (result.returncode, result.stderr) == (0, "")
    assert validate(result.stdout) is None
    assert validate(result.stdout.replace('"type": "data"', '"type": "font"', 1)) is not None


def test_it_names_what_is_in_the_image(image):
    bill = json.loads(run(image, "--lock", write_lock(image)).stdout)
    product = bill["metadata"]["component"]
    assert product["version"] == "1.2.3"
    assert product["hashes"][0]["content"] == hashlib.sha256(b"an image").hexdigest()
    parts = {part["name"]: part for part in bill["components"]}
    assert set(parts) == {
        "Roboto", "DejaVu Sans", "GNU Unifont", "swift", "esp-idf", "joltwallet/littlefs"}
    assert parts["swift"]["version"] == "6.3.1"
    assert parts["esp-idf"]["version"] == "5.5.6"
    assert parts["joltwallet/littlefs"]["hashes"][0]["content"] == "ab" * 32
    assert all(part.get("licenses") for name, part in parts.items() if "/" not in name)
    edges = {edge["ref"]: edge.get("dependsOn", []) for edge in bill["dependencies"]}
    assert edges[product["bom-ref"]] == sorted(part["bom-ref"] for part in bill["components"])
    assert bill["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"


def test_only_an_esp_board_has_the_sdk_in_it(image):
    names = {part["name"] for part in json.loads(run(image).stdout)["components"]}
    assert names == {"Roboto", "DejaVu Sans", "GNU Unifont", "swift"}


def test_the_same_makes_the_same_and_another_another(image):
    assert run(image).stdout == run(image).stdout
    first = json.loads(run(image).stdout)["serialNumber"]
    assert json.loads(run(image, version="1.2.4").stdout)["serialNumber"] != first
    image.write_bytes(b"another image")
    assert json.loads(run(image).stdout)["serialNumber"] != first


def test_the_licence_texts_are_there():
    for _, _, file, text in make_sbom.FONTS:
        assert (ROOT / file).is_file() and (ROOT / text).is_file()


@pytest.mark.parametrize("lock", ["", "dependencies: 5\n", "a: [", "dependencies:\n  idf: {}\n"])
def test_a_lock_file_that_is_none_is_refused(image, lock):
    result = run(image, "--lock", write_lock(image, lock))
    assert (result.returncode, result.stdout) == (1, "")
    assert "dependencies.lock: is no lock file" in result.stderr


def test_what_is_missing_is_named(image):
    assert "names no version of Swift" in run(image, swift="clang 17").stderr
    image.unlink()
    result = run(image)
    assert result.returncode == 1 and "sleeve-1.2.3-esp32c6.bin" in result.stderr
    assert run(image, "--epoch", "today").returncode == 2

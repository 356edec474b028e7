#!/usr/bin/env python3
"""Writes the bill of materials of a firmware image, CycloneDX 1.6 in JSON, to stdout.

Everything in it follows from its arguments and from the repository, so the same commit and version
give the same bytes.

Exit status: 0 written; 1 a file cannot be read or has not what is needed; 2 wrong usage.
"""

import argparse
import datetime
import hashlib
import json
import pathlib
import re
import sys
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "sleeve")

# Made by scripts in the repository; their licences are beside them.
FONTS = (
    ("Roboto", "Apache-2.0", "Firmware/Fonts/fonts.bin", "Firmware/Fonts/LICENSE-Roboto.txt"),
    ("DejaVu Sans", "Bitstream-Vera", "Firmware/Fonts/fonts.bin",
     "Firmware/Fonts/LICENSE-DejaVu.txt"),
    ("GNU Unifont", "OFL-1.1", "HostSim/Fonts/fallback.bin", "HostSim/Fonts/LICENSE-Unifont.txt"),
)  # fmt: skip


class Problem(Exception):
    pass


def bill(options):
    """The bill as a dictionary in the order in which it is written."""
    parts = [*(_font(*font) for font in FONTS), _swift(options.swift)]
    if options.lock:
        parts += _idf_components(options.lock)
    image = options.image.read_bytes()
    product = {
        "type": "firmware",
        "bom-ref": f"sleeve@{options.version}",
        "name": "sleeve",
        "version": options.version,
        "description": f"Now-playing display firmware for {options.board}",
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(image).hexdigest()}],
        "licenses": [{"license": {"id": "Apache-2.0"}}],
        "properties": [
            {"name": "sleeve:board", "value": options.board},
            {"name": "sleeve:commit", "value": options.commit},
            {"name": "sleeve:image", "value": options.image.name},
        ],
    }
    identity = " ".join((
        options.commit, options.version, options.board, product["hashes"][0]["content"]))
    time = datetime.datetime.fromtimestamp(options.epoch, datetime.UTC)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, identity)}",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "lifecycles": [{"phase": "build"}],
            "component": product,
        },
        "components": parts,
        "dependencies": [
            {"ref": product["bom-ref"], "dependsOn": sorted(part["bom-ref"] for part in parts)},
            *({"ref": part["bom-ref"]} for part in parts),
        ],
    }


def _font(name, licence, file, text):
    return {
        "type": "data",
        "bom-ref": name.lower().replace(" ", "-"),
        "name": name,
        "description": f"Glyphs in {file}; licence text in {text}",
        "licenses": [{"license": {"id": licence}}],
        "properties": [
            {"name": "sleeve:file", "value": file},
            {"name": "sleeve:sha256", "value": _sha256(ROOT / file)},
        ],
    }


def _swift(text):
    """The standard library that is compiled into the image, by the compiler's own word."""
    found = re.search(r"Swift version (\S+) \(([^)]+)\)", text)
    if not found:
        raise Problem(f'"{text}" names no version of Swift')
    return {
        "type": "library",
        "bom-ref": f"swift@{found[1]}",
        "name": "swift",
        "version": found[1],
        "description": f"Compiler and embedded standard library, {found[2]}",
        "licenses": [{"expression": "Apache-2.0 WITH Swift-exception"}],
        "purl": f"pkg:github/swiftlang/swift@{found[2]}",
    }


def _idf_components(path):
    """ESP-IDF and the components that its component manager has written down as used."""
    # Only a release of an ESP board needs the package.
    import yaml

    try:
        lock = yaml.safe_load(path.read_text())["dependencies"]
        return [_idf_component(name, lock[name]) for name in sorted(lock)]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise Problem(f"{path}: is no lock file of ESP-IDF's component manager: {error}") from None


def _idf_component(name, entry):
    version = str(entry["version"])
    component = {
        "type": "library", "bom-ref": f"{name}@{version}", "name": name, "version": version}
    if name == "idf":
        component.update(
            type="framework", name="esp-idf",
            licenses=[{"license": {"id": "Apache-2.0"}}],
            purl=f"pkg:github/espressif/esp-idf@v{version}")
    else:
        component["purl"] = f"pkg:generic/{name}@{version}"
        if "component_hash" in entry:
            component["hashes"] = [{"alg": "SHA-256", "content": entry["component_hash"]}]
    return component


def _sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("image", type=pathlib.Path, help="the image that a device takes")
    parser.add_argument("--version", required=True)
    parser.add_argument("--board", required=True)
    parser.add_argument("--commit", required=True, help="what it was built from")
    parser.add_argument("--epoch", required=True, type=int, help="Unix time of the commit")
    parser.add_argument("--swift", required=True, help="what swiftc --version prints")
    parser.add_argument("--lock", type=pathlib.Path, help="dependencies.lock of ESP-IDF")
    options = parser.parse_args(arguments)
    try:
        print(json.dumps(bill(options), indent=2, ensure_ascii=False))
    except (Problem, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

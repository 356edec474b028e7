"""The workflows: that they parse, ask for little, pin what they use, and agree with make."""

import os
import pathlib
import re
import subprocess

import pytest
import yaml
from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
CI = ROOT / "Board/esp-idf/ci"
RELEASED = ("bin", "elf", "manifest.json", "sbom.json")


def load(path):
    workflow = yaml.safe_load(path.read_text())
    # YAML 1.1 takes the key `on` for a boolean.
    return workflow, workflow[True]


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_each_job_says_where_and_how_long_it_runs(path):
    workflow, triggers = load(path)
    assert triggers
    for name, job in workflow["jobs"].items():
        assert job["runs-on"] == "ubuntu-24.04" and 0 < job["timeout-minutes"] <= 60, name
        for needed in job.get("needs", []):
            assert needed in workflow["jobs"]
    for step in steps(workflow):
        assert ("run" in step) != ("uses" in step), step


def firmware():
    return load(ROOT / ".github/workflows/firmware.yml")


def test_the_firmware_workflow_may_only_read_and_pins_its_actions():
    workflow, _ = firmware()
    assert workflow["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in workflow["jobs"].values())
    for step in steps(workflow):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]), step["uses"]
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_what_is_kept_of_a_hidden_folder_is_kept():
    """The action leaves out folders such as .build unless it is told otherwise."""
    for step in steps(firmware()[0]):
        if "upload-artifact" in step.get("uses", ""):
            is_hidden = step["with"]["path"].startswith(".")
            assert step["with"].get("include-hidden-files", False) == is_hidden


def test_an_expression_never_stands_in_a_script():
    """What comes from outside goes through the environment, where it cannot become a command."""
    for path in WORKFLOWS:
        for step in steps(load(path)[0]):
            assert "${{" not in step.get("run", ""), step


def test_it_builds_the_boards_that_make_knows_with_the_sdk_that_make_names():
    workflow, _ = firmware()
    text = (ROOT / "Board/esp-idf/board.mk").read_text()
    boards = re.search(r"^ESP_BOARDS := (.*)$", text, re.MULTILINE)[1].split()
    version = re.search(r"^ESP_IDF_VERSION := (.*)$", text, re.MULTILINE)[1]
    jobs = workflow["jobs"]
    assert jobs["build"]["strategy"]["matrix"] == {"board": boards}
    for name in ("build", "emulate"):
        assert jobs[name]["container"] == f"espressif/idf:{version}"
    container = load(ROOT / ".github/workflows/ci.yml")[0]["jobs"]["test"]["container"]
    assert jobs["source"]["container"] == container
    assert container.startswith(f"swift:{workflow['env']['SWIFT_VERSION']}-")


def test_nothing_is_uploaded_unless_someone_asks():
    workflow, triggers = firmware()
    assert triggers["workflow_dispatch"]["inputs"]["dry_run"]["default"] is True
    upload = workflow["jobs"]["upload"]
    assert upload["needs"] == ["build", "emulate"] and upload["environment"] == "release"
    step = next(step for step in upload["steps"] if step.get("name") == "Upload")
    condition = step["env"]["DRY_RUN"]
    assert condition.startswith("${{ !(") and "!inputs.dry_run" in condition
    assert "startsWith(github.ref, 'refs/tags/v')" in condition
    last = upload["steps"][-1]
    assert last["if"] == "always()" and "upload.log" in last["run"]


def test_the_images_are_built_of_the_archives_c(tmp_path):
    """The SDK's container has another wabt than the one whose C the project takes."""
    build = firmware()[0]["jobs"]["build"]
    assert build["needs"] == ["source"]
    taken = next(step for step in build["steps"] if "take-module.sh" in step.get("run", ""))
    folder = tmp_path / "sleeve-1.2.3-source/Board/wasm2c/generated"
    folder.mkdir(parents=True)
    (folder / "sleeve_module.c").write_text("int x;")
    (folder.parent / "module.c").write_text("int y;")
    subprocess.run(["tar", "-czf", "a.tar.gz", "sleeve-1.2.3-source"], cwd=tmp_path, check=True)
    subprocess.run([ROOT / taken["run"].split()[0], "a.tar.gz"], cwd=tmp_path, check=True)
    found = [path for path in (tmp_path / "Board").rglob("*") if path.is_file()]
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "Board/wasm2c/generated/sleeve_module.c"]


def test_every_script_that_it_runs_is_there():
    for path in WORKFLOWS:
        for step in steps(load(path)[0]):
            for script in re.findall(r"(?:Board|Tests)/[\w./-]+\.(?:sh|py)", step.get("run", "")):
                assert os.access(ROOT / script, os.X_OK), script


@pytest.mark.parametrize("ref, version", [
    ("refs/tags/v1.2.3", "1.2.3"),
    ("refs/tags/v1.2.3-rc.1", "1.2.3-rc.1"),
    ("refs/heads/main", "0.0.0-dev+0123456789ab"),
    ("refs/pull/7/merge", "0.0.0-dev+0123456789ab"),
    ("refs/tags/v1.2", None),
    ("refs/tags/v1.2.3;ls", None),
])  # fmt: skip
def test_a_tag_names_the_version(ref, version):
    result = subprocess.run(
        [CI / "version.sh", ref, "0123456789abcdef"], capture_output=True, text=True, check=False)
    if version:
        assert (result.returncode, result.stdout) == (0, version + "\n")
    else:
        assert result.returncode == 1 and result.stdout == ""


@pytest.fixture
def store(tmp_path):
    """A release, and an `aws` that writes down how it was called."""
    folder = tmp_path / "release"
    folder.mkdir()
    for suffix in RELEASED:
        (folder / f"sleeve-1.2.3-esp32c6.{suffix}").write_text(suffix)
    sums = subprocess.run(
        ["sha256sum", *(f"sleeve-1.2.3-esp32c6.{suffix}" for suffix in RELEASED)],
        cwd=folder, capture_output=True, text=True, check=True).stdout
    (folder / "sleeve-1.2.3-esp32c6.sha256").write_text(sums)
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "aws").write_text(
        '#!/bin/sh\necho "aws $*"\necho "$FAKE_ERROR" >&2\nexit $FAKE_STATUS\n')
    (tools / "aws").chmod(0o755)
    return tmp_path


def upload(store, status=0, **more):
    environment = {
        "PATH": f"{store / 'tools'}:{os.environ['PATH']}", "S3_ENDPOINT": "https://store.example",
        "S3_BUCKET": "firmware", "FAKE_STATUS": str(status), "FAKE_ERROR": "AccessDenied", **more}
    result = subprocess.run(
        [CI / "upload.sh", store / "release", store / "log"],
        env=environment, capture_output=True, text=True, check=False)
    log = store / "log"
    return result, log.read_text() if log.exists() else ""


def test_an_upload_is_dry_unless_told_otherwise(store):
    for more, is_dry in (({}, True), ({"DRY_RUN": "true"}, True), ({"DRY_RUN": "no"}, True),
                         ({"DRY_RUN": "false"}, False)):
        result, log = upload(store, **more)
        calls = [line for line in log.splitlines() if line.startswith("aws ")]
        assert result.returncode == 0 and len(calls) == 2
        assert all(("--dryrun" in call) == is_dry for call in calls)
        assert all("--endpoint-url https://store.example" in call for call in calls)


def test_manifests_go_last(store):
    _, log = upload(store)
    first, last = [line for line in log.splitlines() if line.startswith("aws ")]
    assert "--exclude *.manifest.json" in first and "--include *.manifest.json" in last


def test_an_upload_that_fails_says_so_in_its_log(store):
    result, log = upload(store, status=3)
    assert result.returncode != 0 and "AccessDenied" in log
    # The manifests do not follow an image that is not there.
    assert log.count("aws ") == 1


def test_a_release_that_is_damaged_or_missing_is_not_uploaded(store):
    (store / "release/sleeve-1.2.3-esp32c6.bin").write_text("other")
    result, log = upload(store)
    assert result.returncode != 0 and "sleeve-1.2.3-esp32c6.bin: FAILED" in log
    for path in (store / "release").iterdir():
        path.unlink()
    result, log = upload(store)
    assert result.returncode == 1 and "there is no release" in log
    result, _ = upload(store, S3_BUCKET="")
    assert result.returncode != 0 and "names no bucket" in result.stderr


def test_shell_scripts_parse():
    scripts = [*CI.glob("*.sh"), *(ROOT / "Tests/Board").glob("*.sh")]
    assert len(scripts) >= 5
    for script in scripts:
        subprocess.run(["bash", "-n", script], check=True)
        assert os.access(script, os.X_OK) and isinstance(script, pathlib.Path)

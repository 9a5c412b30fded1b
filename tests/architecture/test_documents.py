"""What the documents claim is there: every test and file that they name, and a page for each alarm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from infra.package.template import merged_parts

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted(path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != "decisions")
RUNBOOKS = ROOT / "docs" / "runbooks"
TESTS = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"def (test_\w+)", path.read_text())
}
OURS = ("chalicelib/", "infra/", "docs/", "tests/", ".chalice/", "stages/")
HOLDS = {"yes", "partly", "not yet", "not applicable"}
ALARMS = {
    name
    for name, one in merged_parts()["Resources"].items()
    if one.get("Type") == "AWS::CloudWatch::Alarm"
}


def quoted(document: Path) -> list[str]:
    return re.findall(r"`([^`\n]+)`", document.read_text())


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.stem)
def test_every_test_that_a_document_names_as_proof_exists(document: Path):
    named = {word for word in quoted(document) if re.fullmatch(r"test_\w+", word)}

    assert named - TESTS == set()


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.stem)
def test_every_file_that_a_document_names_exists(document: Path):
    named = [word for word in quoted(document) if word.startswith(OURS) and "*" not in word]
    linked = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text())

    assert [word for word in named if not (ROOT / word).exists()] == []
    assert [link for link in linked if not (document.parent / link).exists()] == []


def test_every_alarm_has_a_runbook_and_every_runbook_an_alarm():
    pages = {path.stem for path in RUNBOOKS.glob("*.md")} - {"README"}

    assert pages == ALARMS


@pytest.mark.parametrize("alarm", sorted(ALARMS))
def test_a_runbook_says_what_the_alarm_means_and_what_to_do(alarm: str):
    text = (RUNBOOKS / f"{alarm}.md").read_text()

    assert text.startswith(f"# {alarm}: ")
    assert "**What it means.**" in text
    assert "\n1. " in text


def checklist() -> list[list[str]]:
    lines = (ROOT / "docs" / "security" / "asvs-level-2.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line[:1] == "|"]
    return rows[2:]


@pytest.mark.parametrize("row", checklist(), ids=lambda row: row[0].partition(" ")[0])
def test_each_row_of_the_checklist_says_whether_it_holds_and_why(row: list[str]):
    _, holds, evidence = row

    assert holds in HOLDS
    assert len(evidence) > 5

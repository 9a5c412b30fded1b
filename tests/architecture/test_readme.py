"""README says what is: its commands exist, the tree that it shows is the tree on disk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))


def test_every_make_command_of_the_readme_exists():
    assert set(re.findall(r"`?make ([a-z-]+)", README)) <= TARGETS


def drawn() -> list[str]:
    tree = README.split("## Where does what live?")[1].split("```")[1]
    paths, parent = [], ""
    for line in tree.splitlines():
        for name in re.findall(r"(?:^ *|  )([\w.]+[/.]\w*)(?=  |$)", line.split("   ")[0]):
            inside = line.startswith("  ")
            parent = parent if inside else name
            paths.append(parent + name if inside else name)
    return paths


@pytest.mark.parametrize("path", drawn())
def test_what_the_readme_draws_is_there(path: str):
    assert (ROOT / path).exists()


def test_every_folder_of_the_house_is_drawn():
    folders = {f"chalicelib/{each.name}/" for each in (ROOT / "chalicelib").iterdir() if each.is_dir()}

    assert folders - {"chalicelib/__pycache__/", "chalicelib/compiled_templates/"} <= set(drawn())


@pytest.mark.parametrize("path", re.findall(r"\| `(chalicelib/[\w./]+)`", README))
def test_every_place_that_the_readme_names_is_there(path: str):
    assert (ROOT / path).exists()


def test_the_readme_names_every_library_that_runs_in_the_functions():
    named = "".join((ROOT / f"requirements{of}.in").read_text() for of in ("", "-press"))
    libraries = re.findall(r"^([a-z0-9-]+)", named, re.M)

    assert [library for library in libraries if f"| {library} |" not in README] == []

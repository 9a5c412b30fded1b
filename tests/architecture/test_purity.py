"""The domain is given; only adapters ask the time, draw lots or make ids."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "chalicelib"

ASKED_OF_THE_WORLD = {
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time",
    "random.random", "random.randint", "random.choice", "uuid.uuid4", "uuid4", "secrets.token_hex",
    "secrets.token_urlsafe", "secrets.randbelow", "ULID",
}  # fmt: skip

ALLOWED = {
    # A browser's visit and draft are named by the door, which has no port for it: they are cookies,
    # and nothing that is recorded depends on them.
    ("entry/reading_requests.py", "secrets.token_urlsafe"),
}


def calls(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def modules(*folders: str) -> list[Path]:
    return [file for folder in folders for file in sorted((HOUSE / folder).rglob("*.py"))]


@pytest.mark.parametrize(
    "file",
    modules("domain", "application", "presentation", "entry"),
    ids=lambda file: str(file.relative_to(HOUSE)),
)
def test_only_adapters_ask_the_time_or_draw_lots(file: Path):
    asked = {call for call in calls(file) if call in ASKED_OF_THE_WORLD}
    name = str(file.relative_to(HOUSE))

    assert {call for call in asked if (name, call) not in ALLOWED} == set()


FORBIDDEN_NAMES = {
    "utils",
    "helpers",
    "common",
    "manager",
    "service",
    "data",
    "info",
    "process",
    "misc",
}


def test_no_file_is_called_by_a_name_that_says_nothing():
    names = {file.stem for file in HOUSE.rglob("*.py")} | {folder.name for folder in HOUSE.rglob("*/")}

    assert names & FORBIDDEN_NAMES == set()


@pytest.mark.parametrize("file", modules("."), ids=lambda file: str(file.relative_to(HOUSE)))
def test_every_public_name_has_a_docstring(file: Path):
    tree = ast.parse(file.read_text())
    bare = [node.name for node in _public(tree) if ast.get_docstring(node) is None]

    assert ast.get_docstring(tree), f"{file.name} does not say what it is"
    assert bare == []


def _public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _methods(node)


def _methods(node: ast.ClassDef) -> Iterator[ast.FunctionDef]:
    for member in node.body:
        if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
            yield member


SMALL = 40
"""Lines. A function that is longer does more than one thing (style.md aims at 30 and below)."""


@pytest.mark.parametrize("file", modules("."), ids=lambda file: str(file.relative_to(HOUSE)))
def test_every_function_is_small_and_every_file_about_a_page(file: Path):
    text = file.read_text()
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > SMALL  # type: ignore[operator]
    ]

    assert long == []
    assert len(text.splitlines()) <= 400

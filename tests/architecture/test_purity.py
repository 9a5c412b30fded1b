"""The domain is given; only adapters ask the time, draw lots or make ids."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

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


def of(file: Path) -> str:
    """Its name within the house."""
    return str(file.relative_to(HOUSE))


def test_only_adapters_ask_the_time_or_draw_lots():
    asked = {
        (of(file), call)
        for file in modules("domain", "application", "presentation", "entry")
        for call in calls(file)
        if call in ASKED_OF_THE_WORLD
    }

    assert asked - ALLOWED == set()


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


def test_every_file_and_every_public_name_has_a_docstring():
    bare = [f"{of(file)}: {name}" for file in modules(".") for name in _bare(file)]

    assert bare == []


def _bare(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text())
    if not ast.get_docstring(tree):
        yield "the file itself"
    yield from (node.name for node in _public(tree) if ast.get_docstring(node) is None)


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
PAGE = 400
"""Lines that a file may have."""


def test_every_function_is_small_and_every_file_about_a_page():
    too_long = [f"{of(file)}: {what}" for file in modules(".") for what in _too_long(file)]

    assert too_long == []


def _too_long(file: Path) -> Iterator[str]:
    text = file.read_text()
    if len(text.splitlines()) > PAGE:
        yield "the file itself"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and _lines(node) > SMALL:
            yield f"{node.name} has {_lines(node)} lines"


def _lines(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1

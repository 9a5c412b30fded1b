"""In the package a module imports what its functions need when one of them needs it."""

import importlib
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import get_type_hints

import pytest

from infra.package.late_imports import compile_tree_late
from infra.package.package import BUILD, make_package

SOURCES = {
    "things.py": """
        class Thing: ...
        """,
    "eager.py": """
        from sample.things import Thing

        class Better(Thing): ...
        """,
    "late.py": '''
        from __future__ import annotations

        from dataclasses import dataclass

        from sample.things import Thing


        @dataclass
        class Kept:
            thing: Thing | None


        def made() -> Thing:
            """A thing."""
            return Thing()


        def failing() -> None:
            raise LookupError(made())
        ''',
    "group/__init__.py": """
        from sample.group.counting import counting
        from sample.things import Thing
        """,
    "group/counting.py": """
        def counting(): return 1
        """,
}
"""A small package whose modules are loaded one at a time."""

Load = Callable[[str], ModuleType]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    for name, source in SOURCES.items():
        path = tmp_path / "sample" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(dedent(source).lstrip())
    compile_tree_late(tmp_path / "sample")
    monkeypatch.syspath_prepend(tmp_path)
    yield lambda name: importlib.import_module(f"sample.{name}")
    for name in [name for name in sys.modules if name.split(".")[0] == "sample"]:
        del sys.modules[name]


def _is_loaded(name: str) -> bool:
    return f"sample.{name}" in sys.modules


def test_what_a_function_uses_is_imported_when_the_function_is_called(load: Load):
    late = load("late")
    before = _is_loaded("things")

    late.made()

    assert not before
    assert type(late.made()) is load("things").Thing


def test_a_base_class_is_imported_with_the_module(load: Load):
    load("eager")

    assert _is_loaded("things")


def test_who_imports_a_name_from_where_it_is_late_gets_it(load: Load):
    assert load("late").Thing is load("things").Thing
    assert not hasattr(load("late"), "Nothing")


def test_an_annotation_brings_what_it_names_when_it_is_evaluated(load: Load):
    late = load("late")

    assert get_type_hints(late.Kept)["thing"] == load("things").Thing | None


def test_a_function_named_like_its_module_stays_the_function(load: Load):
    load("group.counting")

    assert load("group").counting() == 1
    assert not _is_loaded("things")


def test_a_traceback_names_the_lines_that_were_written(load: Load, tmp_path: Path):
    with pytest.raises(LookupError) as failed:
        load("late").failing()

    last = traceback.extract_tb(failed.value.__traceback__)[-1]
    written = (tmp_path / "sample" / "late.py").read_text().splitlines()
    assert last.filename == str(tmp_path / "sample" / "late.py")
    assert written[(last.lineno or 0) - 1].strip() == "raise LookupError(made())"


EVERYTHING = """
import importlib, pathlib, sys
root = pathlib.Path(sys.argv[1])
importlib.import_module("chalicelib.entry.complaint_form")
print("pydantic" in sys.modules, len([name for name in sys.modules if name.startswith("chalicelib.")]))
brought = 0
for path in sorted((root / "chalicelib").rglob("*.py")):
    name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
    if "compiled_templates" not in name:
        module = importlib.import_module(name)
        brought += len([getattr(module, each) for each in vars(module).get("_LATE", ())])
print(brought)
"""


def test_the_doors_of_the_form_need_little_and_all_that_modules_leave_for_later_is_there():
    make_package("live")
    unpacked = BUILD / "unpacked" / "live"
    python = [sys.executable, "-c", EVERYTHING, str(unpacked)]

    done = subprocess.run(python, cwd=unpacked, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    with_pydantic, modules, brought = done.stdout.split()
    assert with_pydantic == "False"
    assert int(modules) < 60
    assert int(brought) > 5000

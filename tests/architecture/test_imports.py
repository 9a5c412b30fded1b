"""Imports point inwards.

Context: layers keep only where something checks them. Decision: import-linter states them as
sentences in pyproject.toml; this test runs it, and shows that it would notice. Consequence: a new
folder of the house needs a sentence there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_every_import_points_inwards():
    result = lint_imports(ROOT)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("domain/calendar.py", "import pydantic"),
        ("application/open_case.py", "import chalicelib.adapters.table"),
        ("adapters/table.py", "import chalicelib.presentation.dates"),
        ("entry/guards.py", "import chalicelib.adapters.table"),
        ("presentation/dates.py", "import boto3"),
    ],
)
def test_an_import_that_points_outwards_is_caught(tmp_path: Path, module: str, line: str):
    for name in ("chalicelib", "infra", "tests"):
        shutil.copytree(
            ROOT / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("static", "__pycache__", "node_modules"),
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "chalicelib" / module
    planted.write_text(f"{planted.read_text()}\n{line}\n")

    assert lint_imports(tmp_path).returncode != 0


def test_nothing_of_ours_imports_the_app():
    offenders = [
        str(file)
        for file in (ROOT / "chalicelib").rglob("*.py")
        if "import app\n" in file.read_text() or "from app import" in file.read_text()
    ]

    assert offenders == []

"""What was read of the policy files when the package was made: a function in AWS parses none of them.

It lies beside them as pickles, as much our own code as what made them. Where there are none (on a
laptop, in a test, for files of somebody's own) the files themselves are read.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

READ_AHEAD = "read_ahead"
"""The folder beside that of the files."""

T = TypeVar("T")


def read_ahead(files: Path, name: str, read: Callable[[], T]) -> T:
    """What `read` would give: as the package holds it under this name, or read now."""
    held = _place(files.with_name(READ_AHEAD), name)
    if not held.is_file():
        return read()
    return cast("T", pickle.loads(held.read_bytes()))  # noqa: S301 (the package's own)


def keep_ahead(folder: Path, name: str, value: object) -> None:
    """Let the package hold what was read."""
    held = _place(folder, name)
    held.parent.mkdir(parents=True, exist_ok=True)
    held.write_bytes(pickle.dumps(value))


def _place(folder: Path, name: str) -> Path:
    return folder / f"{name}.pickle"

"""Compile Python ahead.

A function's disk is read-only: what is not compiled in the package is compiled at every cold start.
"""

import compileall
from pathlib import Path
from py_compile import PycInvalidationMode

from infra.steps import Refusal

# Where Lambda unpacks a package: tracebacks then name files that exist.
UNPACKED = "/var/task"


def compile_tree(folder: Path) -> None:
    """Put compiled files beside all sources below the folder.

    Unchecked: Python loads them without a look at the source, whose date a zip does not keep.
    """
    ok = compileall.compile_dir(
        folder,
        maxlevels=50,
        quiet=2,
        stripdir=str(folder),
        prependdir=UNPACKED,
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        force=True,
    )
    if not ok:
        raise Refusal(f"Not every Python file in {folder} compiles.")

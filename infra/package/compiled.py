"""Compile Python ahead.

A function's disk is read-only: what is not compiled in the package is compiled at every cold start.
"""

import os
import subprocess
import sys
from pathlib import Path

from infra.steps import Refusal

# Where Lambda unpacks a package: tracebacks then name files that exist.
UNPACKED = "/var/task"

# Sets keep their order of hashes when they are compiled, and Python shuffles hashes at each start:
# with a fixed seed the same source gives the same package.
ALWAYS_ALIKE = {"PYTHONHASHSEED": "0"}


def compile_tree(folder: Path) -> None:
    """Put compiled files beside all sources below the folder.

    Unchecked: Python loads them without a look at the source, whose date a zip does not keep.
    """
    command = [sys.executable, "-m", "compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash"]
    done = subprocess.run(
        [*command, "-s", str(folder), "-p", UNPACKED, str(folder)],
        env={**os.environ, **ALWAYS_ALIKE},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Refusal(f"{done.stdout[-2000:]}\nNot every Python file of the package compiles.")

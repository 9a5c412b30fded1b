"""Fetch what a folder's package-lock.json pins, by hash, into a folder that goes away again."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.steps import Refusal

PINS = ("package.json", "package-lock.json", ".npmrc")


@contextmanager
def fetched(pins: Path) -> Iterator[Path]:
    """The node_modules that the pins in this folder ask for.

    Raises: Refusal, if npm is missing or cannot fetch them.
    """
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        raise Refusal("Candour needs Node.js with npm: install it and try again.")
    with tempfile.TemporaryDirectory() as folder:
        for pin in PINS:
            shutil.copy(pins / pin, folder)
        done = subprocess.run([npm, "ci"], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            said = (done.stderr or done.stdout).strip()[-600:]
            raise Refusal(f"{said}\nnpm could not fetch what {pins.name} needs; its reason is above.")
        yield Path(folder) / "node_modules"

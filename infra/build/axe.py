"""Fetch the accessibility checker that the browser tests run on each page.

    python -m infra.build.axe
"""

import shutil
from pathlib import Path

from infra.build.npm import fetched
from infra.steps import run_politely, step

ROOT = Path(__file__).resolve().parents[2]
PINS = Path(__file__).with_name("axe")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
MARK = AXE.with_name("made-from")


def make_axe() -> None:
    """Put axe where the tests look for it, unless the pinned one is there."""
    wanted = (PINS / "package-lock.json").read_text()
    if MARK.exists() and MARK.read_text() == wanted:
        return
    with step("Fetching the accessibility checker (npm)"), fetched(PINS) as modules:
        AXE.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(modules / "axe-core" / AXE.name, AXE)
        MARK.write_text(wanted)


if __name__ == "__main__":
    run_politely(make_axe)

"""python -m infra.scan: two scanners on a stack of their own, and a report. Ends with 1 where they
found what nobody has an answer to.

The stack is that of `make run`, with its demonstration, in a folder and on ports of its own; it is gone
afterwards. Nothing leaves this machine, except for installing the scanner once.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from infra.local.place import ROOT, Place, place_apart
from infra.local.run import start
from infra.scan.found import Finding, Scan, report, unanswered
from infra.scan.programs import scan_api
from infra.scan.visitor import cookies_of
from infra.scan.web import make_environment, scan_pages
from infra.steps import Refusal, run_politely

REPORT = ROOT / "build" / "scan" / "report.md"
STAFF = {"complaints.manager": "appointments", "claims.leader": "claim"}
"""Two roles of two kinds of organisation, with what a complaint there can be about: what one may not
do, the other may.
"""

HANGING_UP = ("BrokenPipeError", "ConnectionResetError", "TimeoutError")
WENT_AWAY = "The scanner went away before it was answered"


def main() -> None:
    """Scan, write the report, say where it is."""
    program = make_environment()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as cleanup:
        place = place_apart("scan", Path(folder) / "stack")
        start(place, cleanup)
        scans = [*scans_of(place, program, Path(folder)), errors_in(place.logs / "app.log")]
    REPORT.write_text(report(scans), "utf-8")
    print(f"  The report is {REPORT.relative_to(ROOT)}.")
    open_ones = unanswered(each for scan in scans for each in scan.findings)
    if open_ones:
        raise Refusal(f"{len(open_ones)} findings have no answer yet.")
    print("  Nothing was found that has no answer.")


def scans_of(place: Place, program: Path, folder: Path) -> list[Scan]:
    """The API as two people, the pages as nobody and as one of them."""
    manager = next(iter(STAFF))
    signed_in = cookies_of(place.base_url, manager)
    nobody, somebody = "the pages of the public", f"the pages of the staff as {manager}"
    return [
        *(scan_api(place.base_url, who, subject, folder) for who, subject in STAFF.items()),
        scan_pages(program, place.base_url, folder, name=nobody),
        scan_pages(program, place.base_url, folder, name=somebody, cookies=signed_in),
    ]


def errors_in(log: Path) -> Scan:
    """What the app itself called an error while it was scanned: a fault that no scanner understood."""
    lines = log.read_text("utf-8", "replace").splitlines()
    found = {line[:300] for line in lines if '"level":"ERROR"' in line} | set(_raised(lines))
    findings = tuple(Finding("log", line, "app.log") for line in sorted(found))
    return Scan("The log of the app", f"{len(lines)} lines.", findings)


def _raised(lines: Iterable[str]) -> Iterator[str]:
    """What ended each traceback, which is its first line that is not indented."""
    inside = False
    for line in lines:
        if line.startswith("Traceback"):
            inside = True
        elif inside and not line.startswith(" "):
            inside = False
            yield WENT_AWAY if line.startswith(HANGING_UP) else line[:300]


if __name__ == "__main__":
    run_politely(main)

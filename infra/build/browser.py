"""Find a Chromium for the browser tests, or install one; print where it is.

CANDOUR_CHROMIUM=$(python -m infra.build.browser)
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from infra.steps import Refusal, run_politely

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DEBIAN = (
    ("apt-get", "update", "--quiet"),
    ("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "chromium"),
)


def find_browser() -> str:
    """The path of a Chromium that starts.

    Raises: Refusal, if there is none and none can be installed.
    """
    for path in _candidates():
        if _starts(path):
            return path
    raise Refusal(
        "The browser tests need Chromium, and none was found: install Chromium or Chrome, "
        "or name one in CANDOUR_CHROMIUM."
    )


def _candidates() -> Iterator[str]:
    """Each place to look at, the cheapest first; the last one installs."""
    yield os.environ.get("CANDOUR_CHROMIUM", "")
    for name in NAMES:
        yield shutil.which(name) or ""
    yield _playwrights_own()
    yield _debians()


def _starts(path: str) -> bool:
    if not path:
        return False
    try:
        # Some systems have a stub of that name which only says where to get the real one.
        return subprocess.run([path, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return str(playwright.chromium.executable_path)


def _debians() -> str:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return ""
    print("  Installing Chromium with apt-get …", file=sys.stderr, flush=True)
    for command in DEBIAN:
        subprocess.run(
            command, stdout=sys.stderr, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        )
    return shutil.which("chromium") or ""


if __name__ == "__main__":
    run_politely(lambda: print(find_browser()))

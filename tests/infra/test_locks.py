"""What we build from is pinned by hash, and names no place to fetch it from."""

import json
import re

import pytest

from infra.build.styles import PINS, mended
from infra.package.package import ROOT

PACKAGED = ("requirements.txt", "requirements-press.txt", "requirements-dev.txt")
LOCKS = (*PACKAGED, "infra/scan/wapiti.txt")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock: str):
    packages = re.findall(
        r"^[\w.\-\[\],]+==\S+ (\\\n\s+--hash=sha256:)?", (ROOT / lock).read_text(), re.MULTILINE
    )

    assert packages
    assert all(packages)


@pytest.mark.parametrize("lock", [*LOCKS, "infra/build/styles/package-lock.json"])
def test_no_lock_names_an_address(lock: str):
    assert "://" not in (ROOT / lock).read_text()


def test_what_is_developed_with_is_what_is_packaged():
    packaged, press, developed = (_locked(lock) for lock in PACKAGED)

    assert packaged | press <= developed


def test_the_locked_styles_have_hashes():
    packages = json.loads((PINS / "package-lock.json").read_text())["packages"]

    assert all(one["integrity"].startswith("sha512-") for name, one in packages.items() if name)


def test_the_styles_load_nothing_from_elsewhere():
    stylesheet = '@font-face{font-family:F;src:url("https://assets.nhs.uk/f.woff2")}a{background:url("/assets/i.svg")}'

    assert mended(stylesheet) == 'a{background:url("assets/i.svg")}'


def _locked(lock: str) -> set[str]:
    return set(re.findall(r"^[\w.\-]+==\S+", (ROOT / lock).read_text(), re.MULTILINE))

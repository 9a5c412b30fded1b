"""Fetch the pinned NHS styles and put them, mended, where the app serves them from.

Two things are mended. The stylesheet names its pictures from the root of the site, which is wrong under
any path prefix; and it loads the Frutiger font from another site, which is licensed for the NHS only and
would tell a third party who is reading about complaints.
"""

import hashlib
import re
import shutil
from pathlib import Path

from infra.build.npm import fetched
from infra.steps import run_politely, step

ROOT = Path(__file__).resolve().parents[2]
PINS = Path(__file__).with_name("styles")
STATIC = ROOT / "chalicelib" / "static" / "nhsuk"
MARK = STATIC / "made-from"

VERSION = "10.6.1"
STYLESHEET = f"nhsuk-frontend-{VERSION}.min.css"
SCRIPT = f"nhsuk-frontend-{VERSION}.min.js"

# The components sleep until they are told to wake; a policy against inline scripts wants this in a file.
INIT = f'import {{ initAll }} from "./{SCRIPT}";\n\ninitAll();\n'

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
SOURCE_MAP = re.compile(r"\n?(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)")


def make_styles() -> None:
    """Make chalicelib/static/nhsuk, unless it was made from these pins already."""
    if MARK.exists() and MARK.read_text() == _wanted():
        return
    with step("Fetching the NHS styles (npm)"), fetched(PINS) as modules:
        _place(modules / "nhsuk-frontend" / "dist" / "nhsuk")


def mended(stylesheet: str) -> str:
    """The stylesheet without its font from elsewhere, and with pictures relative to itself.

    >>> mended('@font-face{src:url(https://x)}a{background:url(/assets/images/i.svg)}')
    'a{background:url(assets/images/i.svg)}'
    """
    own_fonts_only = FONT_FACE.sub("", stylesheet)
    return re.sub(r"url\((['\"]?)/assets/", r"url(\1assets/", own_fonts_only)


def _wanted() -> str:
    parts = (PINS / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(parts).hexdigest()


def _place(built: Path) -> None:
    shutil.rmtree(STATIC, ignore_errors=True)
    shutil.copytree(built / "assets", STATIC / "assets")
    stylesheet = SOURCE_MAP.sub("", (built / STYLESHEET).read_text("utf-8"))
    (STATIC / STYLESHEET).write_text(mended(stylesheet), "utf-8")
    (STATIC / SCRIPT).write_text(SOURCE_MAP.sub("", (built / SCRIPT).read_text("utf-8")), "utf-8")
    (STATIC / "init.js").write_text(INIT, "utf-8")
    MARK.write_text(_wanted())


if __name__ == "__main__":
    run_politely(make_styles)

"""Fetch the pinned NHS styles and put them, mended, where the app serves them from; the typefaces of
letters, where their press finds them; and the accessibility checker of the browser tests, which is
never served or packaged.

Two things are mended. The stylesheet names its pictures from the root of the site, which is wrong
under any path prefix; and it loads the Frutiger font from another site, which is licensed for the NHS
only and would tell a third party who is reading about complaints.
"""

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from infra.steps import Refusal, run_politely, step

ROOT = Path(__file__).resolve().parents[2]
PINS = Path(__file__).with_name("styles")
STATIC = ROOT / "chalicelib" / "static" / "nhsuk"
MARK = STATIC / "made-from"
AXE = ROOT / "build" / "axe.min.js"
FONTS = ROOT / "chalicelib" / "adapters" / "fonts"

VERSION = "10.6.1"
STYLESHEET = f"nhsuk-frontend-{VERSION}.min.css"
SCRIPT = f"nhsuk-frontend-{VERSION}.min.js"

# The components sleep until they are woken; a policy against inline scripts wants this in a file.
INIT = f'import {{ initAll }} from "./{SCRIPT}";\n\ninitAll();\n'

# Atkinson Hyperlegible was drawn with the Braille Institute for people who see little; what it lacks
# (Greek, Cyrillic, Arabic and more) DejaVu Sans has.
TYPEFACES = (
    "@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf",
    "@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf",
    "@expo-google-fonts/atkinson-hyperlegible-next/LICENSE_FONT",
    "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
    "dejavu-fonts-ttf/LICENSE",
)

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
SOURCE_MAP = re.compile(r"\n?(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)")


def make_styles() -> None:
    """Make chalicelib/static/nhsuk and the fonts, unless they were made from these pins already."""
    if AXE.exists() and MARK.exists() and MARK.read_text() == _wanted():
        return
    with step("Fetching the NHS styles (npm)"), tempfile.TemporaryDirectory() as folder:
        _place(_fetched(Path(folder)))


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


def _fetched(folder: Path) -> Path:
    for pin in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(PINS / pin, folder)
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        raise Refusal(
            "Candour needs Node.js with npm to fetch the NHS styles: install it and try again."
        )
    done = subprocess.run([npm, "ci"], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr or done.stdout).strip()[-600:]
        raise Refusal(f"{last}\nThe NHS styles could not be fetched with npm; its reason is above.")
    return folder / "node_modules"


def _place(modules: Path) -> None:
    fetched = modules / "nhsuk-frontend" / "dist" / "nhsuk"
    AXE.parent.mkdir(exist_ok=True)
    shutil.copy(modules / "axe-core" / "axe.min.js", AXE)
    shutil.rmtree(STATIC, ignore_errors=True)
    shutil.copytree(fetched / "assets", STATIC / "assets")
    stylesheet = SOURCE_MAP.sub("", (fetched / STYLESHEET).read_text("utf-8"))
    (STATIC / STYLESHEET).write_text(mended(stylesheet), "utf-8")
    (STATIC / SCRIPT).write_text(SOURCE_MAP.sub("", (fetched / SCRIPT).read_text("utf-8")), "utf-8")
    (STATIC / "init.js").write_text(INIT, "utf-8")
    _place_typefaces(modules)
    MARK.write_text(_wanted())


def _place_typefaces(modules: Path) -> None:
    shutil.rmtree(FONTS, ignore_errors=True)
    FONTS.mkdir()
    for path in TYPEFACES:
        shutil.copy(modules / path, FONTS / path.replace("@", "").replace("/", "-"))


if __name__ == "__main__":
    run_politely(make_styles)

"""The catalogues of our languages: what must be translated is read from the source, what is translated
stands in chalicelib/locales/CODE/candour.po, and the functions read the compiled file beside it.

python -m infra.build.catalogues    bring every catalogue up to date with the source, then compile
"""

import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from infra.steps import run_politely, step

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "chalicelib" / "locales"
CODES = ("cy", "pl")
AWAITING = "First translation, awaiting review by a person who speaks the language."

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "said": None,
    "marked": None,
    "gettext": None,
    "ngettext": (1, 2),
    "plural_said": (1, 2),
    "fault": (2,),
}
"""The names that mark a text: in Python, and in what Jinja makes of `_()` and `{% trans %}`."""

JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
METHODS = [
    # Staff read English: nothing of theirs is translated.
    ("templates/staff/**", "ignore"),
    ("templates/layouts/staff.html", "ignore"),
    ("presentation/staff_*.py", "ignore"),
    ("entry/staff/**", "ignore"),
    ("entry/commands/**", "ignore"),
    ("templates/**", "jinja2.ext:babel_extract"),
    ("policies/**/subjects.toml", "infra.build.catalogues:titles"),
    ("policies/organisations.toml", "infra.build.catalogues:roles"),
    ("**.py", "python"),
]
PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)s|%%")

Found = tuple[int, str, str, list[str]]


def make_catalogues() -> None:
    """Compile every catalogue whose compiled file is missing or older."""
    for code in CODES:
        written, compiled = _po(code), _po(code).with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < written.stat().st_mtime:
            _compile(code, compiled)


def wanted() -> Any:
    """A catalogue of everything that is marked in the source, without translations."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_dir

    catalogue = Catalog(project="Candour", charset="utf-8")
    options = {"templates/**": JINJA}
    found = extract_from_dir(ROOT / "chalicelib", METHODS, options, KEYWORDS, strip_comment_tags=True)
    for _file, _line, message, _comments, context in found:
        if message:
            catalogue.add(message, context=context)
    return catalogue


def held(code: str) -> Any:
    """The catalogue of a language as it is written."""
    from babel.messages.pofile import read_po

    with _po(code).open("rb") as written:
        return read_po(written, locale=code, domain="candour")


def faults(code: str, wanted: Any) -> Iterator[str]:
    """What is wrong with a catalogue, each in a sentence that names the text."""
    yield from faults_between(code, held(code), wanted)


def faults_between(code: str, catalogue: Any, wanted: Any) -> Iterator[str]:
    """What is wrong with a catalogue, given everything that it should say."""
    for message in wanted:
        if message.id and message.id not in catalogue:
            yield f"{code} lacks: {_text(message.id)}"
    for message in catalogue:
        if message.id:
            yield from _faults_of(message, code, wanted)


def _faults_of(message: Any, code: str, wanted: Any) -> Iterator[str]:
    asked, given = message.id, message.string
    if asked not in wanted:
        yield f"{code} still has, and nothing says it any more: {_text(asked)}"
    elif message.fuzzy or not given or (not isinstance(given, str) and not all(given)):
        yield f"{code} does not say yet: {_text(asked)}"
    elif any(_places(each) != _places(_last(asked)) for each in _all(given)):
        yield f"{code} has other placeholders in: {_text(asked)}"


def _all(texts: str | tuple[str, ...]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def _last(texts: str | tuple[str, ...]) -> str:
    return _all(texts)[-1]


def _text(texts: str | tuple[str, ...]) -> str:
    return _all(texts)[0]


def _places(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def titles(file: IO[bytes], *_: Any, **_options: Any) -> Iterator[Found]:
    """What a contact can be about, in the words of a policy pack."""
    for subject in tomllib.load(file)["subjects"]:
        yield 1, "_", subject["title"], []


def roles(file: IO[bytes], *_: Any, **_options: Any) -> Iterator[Found]:
    """Whom to ask for at an organisation."""
    for organisation in tomllib.load(file)["organisations"]:
        yield 1, "_", organisation["complaints_manager"], []


def _po(code: str) -> Path:
    return LOCALES / code / "candour.po"


def _update(code: str, asked: Any) -> None:
    from babel.messages.pofile import write_po

    catalogue = held(code)
    # What is nearly the same is not the same: nothing is guessed.
    catalogue.update(asked, no_fuzzy_matching=True, update_creation_date=False)
    with _po(code).open("wb") as written:
        # Sorted and without places, so that two people's texts can meet in a merge.
        write_po(written, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)


def _compile(code: str, compiled: Path) -> None:
    from babel.messages.mofile import write_mo

    # Whole or not at all: tests compile in several processes at once.
    handle, name = tempfile.mkstemp(dir=compiled.parent, suffix=".part")
    with os.fdopen(handle, "wb") as part:
        write_mo(part, held(code))
    os.replace(name, compiled)


def main() -> None:
    asked = wanted()
    for code in CODES:
        with step(f"Bringing the catalogue {code} up to date"):
            _update(code, asked)
            _compile(code, _po(code).with_suffix(".mo"))
        for fault in faults(code, asked):
            sys.stdout.write(f"  {fault}\n")


if __name__ == "__main__":
    run_politely(main)

"""Templates into text: the one Jinja environment, what every page is given, and the pages of refusal.

In a package the templates are compiled (`compiling`), because reading the thirty macros of the design
system takes longer than everything else that a cold start does. From a checkout they are read as they
are, so that a change shows at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    ModuleLoader,
    PackageLoader,
    select_autoescape,
)
from jinja2.ext import InternationalizationExtension

from chalicelib.domain.errors import CandourError
from chalicelib.presentation import dates
from chalicelib.presentation.accents import COLOURS
from chalicelib.presentation.frame import Frame
from chalicelib.presentation.language import ENGLISH, Language

HERE = Path(__file__).resolve().parent.parent
TEMPLATES = HERE / "templates"
COMPILED = HERE / "compiled_templates"
STATIC = HERE / "static"
NHSUK = "nhsuk/nhsuk-frontend-10.6.1.min"
"""The pinned styles and script; the build fetches them (and the version stands in their name)."""

REFUSALS = (400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503)
"""The statuses that have words of their own in `errors/refused.html`; others read as 500."""


@cache
def environment(language: Language) -> Environment:
    """The environment of every page and mail in this language; made at first use, once in a process."""
    return new_environment(_templates(), language)


@cache
def _templates() -> BaseLoader:
    # One for all languages: they share the compiled templates.
    return ModuleLoader(COMPILED) if COMPILED.is_dir() else sources()


def new_environment(loader: BaseLoader, language: Language = ENGLISH) -> Environment:
    """An environment with our rules: what is not plain text escapes, a missing value reads as empty.

    It speaks one language, so that an imported macro speaks it too. The design system's macros ask for
    values that nobody gave, hence `ChainableUndefined`.
    """
    made = Environment(
        loader=loader,
        undefined=ChainableUndefined,
        autoescape=select_autoescape(enabled_extensions=("html", "jinja"), default=False),
        extensions=[InternationalizationExtension],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        language.said, language.plural_said, newstyle=True
    )
    made.globals.update(nhsuk=NHSUK, version_of=version_of, accents=COLOURS)
    made.filters.update(
        full_date=partial(dates.full_date, language=language),
        short_date=partial(dates.short_date, language=language),
        said=language.said,
        at=partial(dates.date_and_time, language=language),
    )
    return made


def sources() -> BaseLoader:
    """The templates as they were written: ours, then those of the design system."""
    spec = find_spec("nhsuk_frontend_jinja")
    assert spec is not None, "nhsuk-frontend-jinja is one of the requirements"
    return ChoiceLoader([FileSystemLoader(TEMPLATES), PackageLoader("nhsuk_frontend_jinja")])


def render(template: str, frame: Frame, **values: Any) -> str:
    """A page. `values` come from a presenter: a template only repeats and leaves out."""
    drawn = environment(frame.language).get_template(template)
    return drawn.render(frame=frame, urls=frame.urls, **values)


@cache
def version_of(asset: str) -> str:
    """What stands after an asset's name so that a browser may keep it for ever; empty if it is missing.

    >>> version_of("no-such-file.css")
    ''
    """
    file = STATIC / asset
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else ""


def error_page(status: int, frame: Frame, error: CandourError) -> str:
    """What a person reads when something was refused: what it is, what to do, whom to ring."""
    return render(
        "errors/refused.html",
        frame,
        status=status if status in REFUSALS else 500,
        error=error,
        faults=getattr(error, "faults", ()),
        who_can=getattr(error, "who_can", ()),
    )


ENDED = ("Your session has ended", "Nothing was saved yet. What you typed is still on this page.")
AFRESH = (
    "Sign in again to do this",
    "It cannot be taken back, or gives much away at once, so it is done only shortly after signing in. "
    "Nothing was changed yet. What you typed is still on this page.",
)
"""Why somebody must sign in before a form is sent again: the title, and the words below it."""


def session_ended_page(
    frame: Frame, path: str, typed: Sequence[tuple[str, str]], *, because: tuple[str, str]
) -> str:
    """What somebody reads who must sign in before a form that they sent is taken: nothing typed is
    lost.
    """
    texts = [value for _, value in typed if " " in value or "\n" in value]
    title, why = because
    return render(
        "errors/session_ended.html", frame, title=title, why=why, path=path, typed=typed, texts=texts
    )

"""Styles, scripts and drawings, all of them text. Nobody's cookies travel with them, so any cache may
keep them; a name with a version in it or behind it never changes its content and is kept for a year.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from chalice.app import Blueprint, Response

from chalicelib.application.ports import Reading
from chalicelib.domain.errors import NotFound
from chalicelib.entry.doors import ANYONE, Request, resource
from chalicelib.entry.responses import text
from chalicelib.presentation.pages import STATIC

doors = Blueprint(__name__)

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
"""What is served. Pictures of another kind would have to travel as bytes, which we do not need."""

_A_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)
_VERSIONED = re.compile(r"-\d+\.\d+\.\d+\.")
FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_WHILE = "public, max-age=300"


@resource(doors, "GET", "/static/{name}", who=ANYONE)
def at_the_top(request: Request, _reading: Reading, name: str) -> Response:
    """One of our own files."""
    return _file(request, name)


@resource(doors, "GET", "/static/{folder}/{name}", who=ANYONE)
def in_a_folder(request: Request, _reading: Reading, folder: str, name: str) -> Response:
    """A file of the design system."""
    return _file(request, folder, name)


@resource(doors, "GET", "/static/{folder}/{kind}/{group}/{name}", who=ANYONE)
def deeper(
    request: Request, _reading: Reading, folder: str, kind: str, group: str, name: str
) -> Response:
    """A drawing of the design system, which its styles ask for."""
    return _file(request, folder, kind, group, name)


def _file(request: Request, *names: str) -> Response:
    """The file. Raises: NotFound, for anything but a plain name of a served type below `static`."""
    if not all(_A_NAME.fullmatch(name) for name in names):
        raise NotFound("There is no such file")
    file = STATIC.joinpath(*names)
    if file.suffix not in TYPES or not file.is_file():
        raise NotFound("There is no such file")
    return _kept(text(_text_of(file), TYPES[file.suffix]), request, names[-1])


@cache
def _text_of(file: Path) -> str:
    # There are a few dozen files, all of which exist: what is kept has an end.
    return file.read_text("utf-8")


def _kept(response: Response, request: Request, name: str) -> Response:
    versioned = bool(request.query.get("v")) or _VERSIONED.search(name)
    response.headers["Cache-Control"] = FOR_EVER if versioned else FOR_A_WHILE
    return response

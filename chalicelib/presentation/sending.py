"""The form that sends a file straight to the store, ready for its template."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.application.ask_for_file import Asked
from chalicelib.domain.documents.judgement import MEGABYTE, Limits
from chalicelib.domain.documents.kinds import EXTENSIONS, IMAGES, TAKEN, MediaType, Purpose
from chalicelib.presentation.language import Language


@dataclass(frozen=True, slots=True)
class Sending:
    """`fields` are those of the form without scripts, `script` those that the script sends; `accept` is
    what the browser offers first. Nothing relies on it.
    """

    url: str
    fields: tuple[tuple[str, str], ...]
    script: str
    back: str
    largest: int
    accept: str


def sending(asked: Asked, limits: Limits, back: str) -> Sending:
    """The form of a file that was asked for."""
    return Sending(
        url=asked.form.url,
        fields=tuple(asked.form.fields.items()),
        script=json.dumps(dict(asked.by_script.fields)),
        back=back,
        largest=limits.largest,
        accept=",".join(f".{EXTENSIONS[kind]}" for kind in _kinds(asked.upload.purpose)),
    )


def _kinds(purpose: Purpose) -> tuple[MediaType, ...]:
    pictures = purpose is not Purpose.DOCUMENT
    return tuple(kind for kind in TAKEN if pictures or kind not in IMAGES)


def words(limits: Limits, language: Language) -> Mapping[str, str]:
    """What the form says, and what the script says in its place."""
    _ = language.said
    size = limits.largest // MEGABYTE
    return {
        "label": _("Choose the file"),
        "hint": _("Up to {size} MB. It is checked for viruses before anybody can open it.").format(
            size=size
        ),
        "button": _("Send the file"),
        "progress": _("Sending the file"),
        "choose": _("Choose a file first"),
        "empty": _("There is nothing in this file. Choose it again"),
        "too_large": _(
            "This file is larger than {size} MB. Make it smaller, or send it in parts"
        ).format(size=size),
        "failed": _("The file was not sent. Check your connection and try again"),
        "sent": _("The file is here"),
    }

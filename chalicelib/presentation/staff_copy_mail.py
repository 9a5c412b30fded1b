"""Mails to staff whom a complaint concerns. They say nothing of it: what there is to read is on a page
of its own, behind the sign-in.
"""

from __future__ import annotations

from chalicelib.application.ports import Correspondent
from chalicelib.presentation.language import said as _
from chalicelib.presentation.letter import Fact, Letter, Link, Paragraph
from chalicelib.presentation.urls import Urls


def letter_copy(about: Correspondent, urls: Urls) -> Letter:
    """The response went out, and they are mentioned in it (S2-34)."""
    words = _("The response was sent, and you are mentioned in it. Your copy is on its page.")
    return _own_page(about, urls, _("A copy for you"), words, _("Open your copy"))


def staff_paper(about: Correspondent, urls: Urls) -> Letter:
    """They have something to read before they are asked anything (S2-33), or to comment on (S2-86)."""
    words = _("There is something for you to read, on a page of your own. You are offered support too.")
    return _own_page(about, urls, _("Something for you to read"), words, _("Open it"))


def _own_page(about: Correspondent, urls: Urls, subject: str, words: str, link: str) -> Letter:
    reference = about.file.case.reference
    parts = (
        Paragraph(words),
        Fact(_("Case"), str(reference)),
        Link(link, urls.full(urls.own_copy(reference))),
    )
    return Letter(subject, parts, foot=(_("You need to sign in to see it."),))

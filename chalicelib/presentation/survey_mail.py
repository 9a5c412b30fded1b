"""The survey as a mail and on paper: one question, answered with a click or a tick, and how to say no.

Written for a reading age of 9 to 11. It names nothing of the complaint and asks only how we handled
it.
"""

from __future__ import annotations

from dataclasses import replace

from chalicelib.application.ports import Correspondent
from chalicelib.domain.media import Medium
from chalicelib.domain.surveys.asking import WayOut, leaves_by
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.letter import Heading, Letter, Link, Listing, Paragraph, Part
from chalicelib.presentation.public_mail import foot, greeting, where_to_get_help
from chalicelib.presentation.survey_words import APART, DEGREES, HOW_WELL, OVERALL, QUESTIONS
from chalicelib.presentation.urls import Urls

SURVEY = "/survey/"
"""Where the pages of a link begin."""
_SUBJECT = marked("How did we handle your complaint?")
_TICK = "☐ "


def survey(about: Correspondent, urls: Urls, language: Language) -> Letter:
    """Please tell us how we handled it (S0-25)."""
    _ = language.said
    own = replace(urls, organisation=about.organisation.id)
    opening = _(
        "Your complaint is closed. We would like to know how well we handled it, so that we can do "
        "better. It takes one minute, and you do not have to answer."
    )
    on_paper = about.message.medium is not Medium.EMAIL
    asked = _on_paper(about, own, language) if on_paper else _by_click(about, own, language)
    return Letter(
        subject=_(_SUBJECT),
        parts=(
            Paragraph(greeting(about, language)),
            Paragraph(opening),
            Heading(_(HOW_WELL)),
            *asked,
            Paragraph(_(APART)),
            *_no_more(about, own, language, on_paper=on_paper),
            *where_to_get_help(about, language),
        ),
        foot=foot(about, language),
    )


def reminder(about: Correspondent, urls: Urls, language: Language) -> Letter:
    """The only reminder of it (issue 4, point 9)."""
    _ = language.said
    own = replace(urls, organisation=about.organisation.id)
    opening = _(
        "We asked you how well we handled your complaint. You can still tell us. This is the only time "
        "that we remind you, and you do not have to answer."
    )
    return Letter(
        subject=_(_SUBJECT),
        parts=(
            Paragraph(greeting(about, language)),
            Paragraph(opening),
            Heading(_(HOW_WELL)),
            *_by_click(about, own, language),
            Paragraph(_(APART)),
            *_no_more(about, own, language, on_paper=False),
            *where_to_get_help(about, language),
        ),
        foot=foot(about, language),
    )


def stop_address(about: Correspondent, urls: Urls) -> str:
    """Where a mailbox can say by itself that surveys are not wanted; "" where the pack has no link."""
    own = replace(urls, organisation=about.organisation.id)
    by_link = leaves_by(about.terms.pack, WayOut.LINK)
    return own.full(f"{SURVEY}{about.code}/stop") if by_link else ""


def _by_click(about: Correspondent, urls: Urls, language: Language) -> tuple[Part, ...]:
    path, _ = SURVEY + about.code, language.said
    answers = (
        Link(_(words), urls.full(path, answer=answer, language=language.code))
        for answer, words in OVERALL.items()
    )
    return (
        *answers,
        Paragraph(_("Your choice opens a page. Nothing is sent before you press its button.")),
    )


def _on_paper(about: Correspondent, urls: Urls, language: Language) -> tuple[Part, ...]:
    _ = language.said
    degrees = "   ".join(_TICK + _(words) for words in DEGREES.values())
    return (
        Listing(tuple(_TICK + _(words) for words in OVERALL.values())),
        Heading(_("If you like, tell us more")),
        Listing(tuple(f"{_(words)}   {degrees}" for words in QUESTIONS.values())),
        Paragraph(
            _("Tick what you think and send this page back to us. Do not write your name on it.")
        ),
        Link(_("You can also answer here"), urls.full(SURVEY + about.code)),
    )


def _no_more(
    about: Correspondent, urls: Urls, language: Language, *, on_paper: bool
) -> tuple[Part, ...]:
    """How to be asked no more, in every way that the pack offers (S0-26, C-29)."""
    _, pack = language.said, about.terms.pack
    phone = about.organisation.phone
    ways: list[Part] = []
    if leaves_by(pack, WayOut.LINK):
        address = urls.full(f"{SURVEY}{about.code}/stop", language=language.code)
        ways.append(Link(_("Do not ask me again"), address))
    if leaves_by(pack, WayOut.REPLY) and not on_paper:
        ways.append(Paragraph(_("Or answer this mail with one word: STOP.")))
    if leaves_by(pack, WayOut.STAFF):
        ways.append(Paragraph(_("Or call us on {phone} and say so.").format(phone=phone)))
    heading = Heading(_("If you want no more questions like this"))
    after = Paragraph(_("We still send you everything about your complaint."))
    return (heading, *ways, after) if ways else ()

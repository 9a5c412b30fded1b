"""The mails of following a complaint, and the text: the code, and that something waits on the page.
None of them says anything of the case.
"""

from __future__ import annotations

from dataclasses import replace

from chalicelib.application.ports import Correspondent
from chalicelib.domain.history import words_of
from chalicelib.domain.identity.access import CODE_LASTS
from chalicelib.domain.letters.kept import Passage, sent_letter
from chalicelib.domain.media import Medium
from chalicelib.presentation import signposts
from chalicelib.presentation.language import Language
from chalicelib.presentation.letter import Fact, Heading, InTheirWords, Letter, Paragraph, Part
from chalicelib.presentation.public_mail import (
    foot,
    greeting,
    how_to_reach_us,
    signature,
    where_to_get_help,
)


def code(about: Correspondent, language: Language) -> Letter:
    """The six digits. Whoever did not ask for them learns what to do."""
    _ = language.said
    minutes = int(CODE_LASTS.total_seconds() // 60)
    return Letter(
        subject=_("Your code"),
        parts=(
            Paragraph(_("Use this code to see how your complaint is going.")),
            Fact(_("Your code"), about.code),
            Paragraph(
                _("It works once, for {minutes} minutes, on the page where you asked for it.").format(
                    minutes=minutes
                )
            ),
            Paragraph(
                _(
                    "If you did not ask for it, somebody else may have tried to see your complaint. "
                    "They have seen nothing. Do not give the code to anyone, and call us on {phone}."
                ).format(phone=about.organisation.phone)
            ),
        ),
    )


ONE_TEXT = 70
"""Characters of one text message, in any alphabet (3GPP TS 23.038)."""


def code_by_text(about: Correspondent, language: Language) -> str:
    """The same in one text. A telephone shows it to whoever looks: it says nothing of a complaint."""
    minutes = int(CODE_LASTS.total_seconds() // 60)
    return language.said("Your code: {code}. It works for {minutes} minutes. Keep it secret.").format(
        code=about.code, minutes=minutes
    )


def written_to(about: Correspondent, language: Language) -> Letter:
    """Something waits for them; what it is stands behind the code. On paper stands what we wrote."""
    _ = language.said
    if about.message.medium is not Medium.EMAIL:
        return _on_paper(about, language)
    reference = str(about.file.case.reference)
    contacts = about.terms.pack.contacts
    advocacy = signposts.advocacy(contacts, language)
    ombudsman = signposts.ombudsman_so_far(contacts, language)
    return Letter(
        subject=_("We have written to you"),
        parts=(
            Paragraph(_("We have written to you about your complaint. You can read it on your page.")),
            Fact(_("Your reference"), reference),
            Paragraph(
                _("If you would rather talk to us, call {phone}.").format(
                    phone=about.organisation.phone
                )
            ),
            *((Heading(_("Help to complain")), Paragraph(advocacy)) if advocacy else ()),
        ),
        foot=(ombudsman,) if ombudsman else (),
    )


def _on_paper(about: Correspondent, language: Language) -> Letter:
    """What we wrote, to whoever gets letters (C-5, S2-29)."""
    _ = language.said
    cause = next(event for event in about.file.events if event.seq == about.message.cause)
    words = str(words_of(cause).get("text", ""))
    parts = (
        Paragraph(greeting(about, language)),
        Fact(_("Your reference"), str(about.file.case.reference)),
        InTheirWords(words),
        *where_to_get_help(about, language),
        *how_to_reach_us(about, language),
        Paragraph(signature(about, language)),
    )
    return Letter(_("About your complaint"), parts, foot=foot(about, language))


def response(about: Correspondent, language: Language) -> Letter:
    """Our answer: a mail says that it waits behind the code, every other form holds all of it. The
    ombudsman stands below in the final words.
    """
    told = replace(written_to(about, language), foot=foot(about, language))
    letter = sent_letter(about.file.events)
    if about.message.medium is Medium.EMAIL or letter is None:
        return told
    passages = [_passage(each) for each in letter.passages]
    return replace(told, parts=tuple(part for parts in passages for part in parts))


def _passage(passage: Passage) -> tuple[Part, ...]:
    words = InTheirWords(passage.text)
    return (Heading(passage.heading), words) if passage.heading else (words,)

"""What the person who complained reads: that it arrived, and that we take it up.

Written for a reading age of 9 to 11. Nothing they told us is repeated: a mailbox may be shared.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from chalicelib.application.ports import Correspondent
from chalicelib.domain.data_rights import begun_with
from chalicelib.domain.events import Event, EventType, standing
from chalicelib.domain.final_answer import final_answer_given
from chalicelib.domain.parties import Channel
from chalicelib.domain.representation import representation_of
from chalicelib.domain.stages import is_exhausted
from chalicelib.presentation import after_sending, details_asked, signposts
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.letter import Fact, Heading, InTheirWords, Letter, Listing, Paragraph, Part

_MODES = {Channel.TELEPHONE: marked("by phone"), Channel.MEETING: marked("face to face")}

_GREETINGS = ("dear ", "hello", "good ")
"""How handlers begin who greet the person themselves."""


def receipt(about: Correspondent, language: Language) -> Letter:
    """It arrived, and this is what happens next and by when (S2-43)."""
    _ = language.said
    return Letter(
        subject=_("We have received your message"),
        parts=(
            Paragraph(greeting(about, language)),
            Paragraph(
                _("Thank you for telling us. Your message has reached {name}.").format(
                    name=about.organisation.name
                )
            ),
            Fact(_("Your reference"), str(about.file.case.reference)),
            *_what_happens_next(about, language),
            *_urgent_help(language),
            *_your_care(language),
            *where_to_get_help(about, language),
            *how_to_reach_us(about, language),
        ),
        foot=foot(about, language),
    )


def acknowledgement(about: Correspondent, language: Language) -> Letter:
    """We take it up: the handler's own words, an offer to talk, rights, help (S2-4, S2-19, S2-44)."""
    _ = language.said
    return Letter(
        subject=_("Our reply to your message"),
        parts=(
            *_opening(about, language),
            Fact(_("Your reference"), str(about.file.case.reference)),
            *_offer(about, language),
            *_your_rights(language),
            *_your_privacy(language),
            *where_to_get_help(about, language),
            *how_to_reach_us(about, language),
            Paragraph(signature(about, language)),
        ),
        foot=foot(about, language),
    )


def acknowledged_by(about: Correspondent) -> date | None:
    """The date promised for the acknowledgement; None where none is promised."""
    return next((clock.due for clock in about.clocks if clock.code == "ACK"), None)


def offered_modes(events: Iterable[Event], language: Language) -> tuple[str, ...]:
    """How a discussion was offered, in words, as far as the offer still stands."""
    offers = [event for event in standing(events) if event.type is EventType.DISCUSSION_OFFERED]
    modes = {Channel(mode) for event in offers for mode in event.facts["by"]}
    return tuple(language.said(words) for channel, words in _MODES.items() if channel in modes)


def greeting(about: Correspondent, language: Language) -> str:
    """By title and surname where we know both, else by the whole name."""
    _ = language.said
    person = about.file.complainant
    name = person.full_name if person else ", ".join(to.name for to in about.to)
    if person and person.title and person.last_name:
        name = f"{person.title} {person.last_name}"
    return _("Dear {name}").format(name=name)


def _what_happens_next(about: Correspondent, language: Language) -> tuple[Part, ...]:
    _ = language.said
    sentences = (
        *_told_next(about, language),
        *after_sending.about_somebody_else(representation_of(about.file.events), language),
    )
    return Heading(_("What happens next")), *(Paragraph(sentence) for sentence in sentences)


def _told_next(about: Correspondent, language: Language) -> tuple[str, ...]:
    matter = begun_with(about.file.events)
    if matter:
        contacts = about.terms.pack.contacts
        return details_asked.what_happens_next(matter, about.clocks, contacts, language)
    kind, due = about.file.case.contact_type, acknowledged_by(about)
    return after_sending.what_happens_next(kind, due, language)


def _urgent_help(language: Language) -> tuple[Part, ...]:
    _ = language.said
    # S2-65: medical need comes before any investigation.
    return (
        Heading(_("If you need medical help now")),
        Paragraph(
            _(
                "We do not read messages day and night. In an emergency call 999. If you need help "
                "soon, call 111 or your GP."
            )
        ),
    )


def _your_care(language: Language) -> tuple[Part, ...]:
    _ = language.said
    return (
        Heading(_("Your care")),
        Paragraph(
            _("What you tell us never affects anybody’s care. It is kept apart from health records.")
        ),
    )


def where_to_get_help(about: Correspondent, language: Language) -> tuple[Part, ...]:
    """Who helps people to complain; nothing where the pack names nobody, or it is no complaint."""
    _ = language.said
    if begun_with(about.file.events):
        return ()
    advocacy = signposts.advocacy(about.terms.pack.contacts, language)
    return (Heading(_("Help to complain")), Paragraph(advocacy)) if advocacy else ()


def how_to_reach_us(about: Correspondent, language: Language) -> tuple[Part, ...]:
    """The ways to reach the organisation, and the reference to tell."""
    _ = language.said
    asked = _("Please tell us your reference, {reference}.").format(reference=about.file.case.reference)
    return (
        Heading(_("How to reach us")),
        Listing(signposts.reach_us(about.organisation, language)),
        Paragraph(asked),
    )


def _opening(about: Correspondent, language: Language) -> tuple[Part, ...]:
    """The handler's own words, or ours where there are none (or none any more)."""
    _ = language.said
    cause = next((event for event in about.file.events if event.seq == about.message.cause), None)
    words = cause.sealed.content.get("words", "") if cause and cause.sealed else ""
    hello = Paragraph(greeting(about, language))
    if not words:
        thanks = _("Thank you for your complaint. We are sorry that you had cause to make it.")
        return hello, Paragraph(thanks)
    greeted = words.lstrip().lower().startswith(_GREETINGS)
    return (InTheirWords(words),) if greeted else (hello, InTheirWords(words))


def _offer(about: Correspondent, language: Language) -> tuple[Part, ...]:
    _ = language.said
    modes = offered_modes(about.file.events, language) or _offered_by(about, language)
    if not modes:
        return ()
    how = _(" or ").join(modes)
    offer = _(
        "We would like to talk with you {how}, about what happened, how you would like us to look into "
        "it, how long it may take, and what would put it right. It is your choice. To arrange a time, "
        "write to us or call {phone}."
    ).format(how=how, phone=about.organisation.phone)
    return Heading(_("Would you like to talk about it?")), Paragraph(offer)


def _offered_by(about: Correspondent, language: Language) -> tuple[str, ...]:
    """The offer that the letter itself makes, before it has gone."""
    cause = next((event for event in about.file.events if event.seq == about.message.cause), None)
    offered = cause.facts.get("offered", ()) if cause else ()
    return tuple(language.said(words) for channel, words in _MODES.items() if channel in offered)


def _your_rights(language: Language) -> tuple[Part, ...]:
    _ = language.said
    return (
        Heading(_("Your rights")),
        Paragraph(_("The NHS Constitution gives you the right to:")),
        Listing(signposts.rights(language)),
        Paragraph(_("We also promise to:")),
        Listing(signposts.commitments(language)),
    )


def _your_privacy(language: Language) -> tuple[Part, ...]:
    _ = language.said
    return (
        Heading(_("Who sees your complaint")),
        Paragraph(
            _(
                "Only the people who need to look into it. It is kept apart from your health record. "
                "If somebody complains for a patient, we ask the patient before we share anything "
                "about them. If we need to ask another organisation, we ask you first."
            )
        ),
    )


def signature(about: Correspondent, language: Language) -> str:
    """The handler, or the complaints manager where nobody has the case yet."""
    _ = language.said
    manager = _(about.organisation.complaints_manager)
    who = about.handler.name if about.handler else manager
    return _("From {who}, {name}").format(who=who, name=about.organisation.name)


def foot(about: Correspondent, language: Language) -> tuple[str, ...]:
    """The ombudsman at the bottom of each letter, in the words of its stage (S2-94, C-14);
    nothing where it is about personal details, of which the ombudsman is not the judge.
    """
    if begun_with(about.file.events):
        return ()
    events, pack = about.file.events, about.terms.pack
    final = final_answer_given(events) or is_exhausted(events, pack)
    wording = signposts.ombudsman_now if final else signposts.ombudsman_so_far
    ombudsman = wording(about.terms.pack.contacts, language)
    return (ombudsman,) if ombudsman else ()

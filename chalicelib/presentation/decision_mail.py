"""The letters that tell what staff decided or did, in the words that they wrote: the plan, why we are
late, that we do not look into it, that it goes to somebody else, and what changed.

Around these words stands what every letter must hold: the reference, who helps, how to reach us, and
the ombudsman. Source: S2-27, S2-47, S2-89; SI 2009/309 regulations 6 to 8, 13 and 14.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from chalicelib.application.ports import Correspondent
from chalicelib.domain.calendar import london_date
from chalicelib.domain.casework.ending import DeclineReason
from chalicelib.domain.events import Event
from chalicelib.domain.history import words_of
from chalicelib.presentation import signposts
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.letter import Fact, Heading, InTheirWords, Letter, Paragraph, Part
from chalicelib.presentation.public_mail import (
    foot,
    greeting,
    how_to_reach_us,
    signature,
    where_to_get_help,
)


def plan(about: Correspondent, language: Language) -> Letter:
    """What will be done, by when, what can be achieved and what cannot (S2-47 to S2-50)."""
    _, cause = language.said, _cause(about)
    respond_by = date.fromisoformat(cause.facts["respond_by"])
    parts = (
        Paragraph(_(_PLANNED)),
        Fact(_("You will have our answer by"), full_date(respond_by, language)),
        *_headed(cause, _PLAN, language),
        Paragraph(_(_CONTENT).format(phone=about.organisation.phone)),
    )
    return _letter(about, _("Our plan"), parts, language)


_PLANNED = marked("Thank you for talking to us. This is how we would like to look into your complaint.")
_CONTENT = marked(
    "Please tell us if you are content with this plan, or what you would change. You can write to us, "
    "or call {phone}."
)
_PLAN: Mapping[str, str] = {
    "steps": marked("What we will do"),
    "achievable": marked("What can be achieved"),
    "not_achievable": marked("What cannot be achieved"),
    "wishes": marked("What you told us that you want"),
    "organisations": marked("Who else takes part"),
}
"""The words of a plan, each below its heading."""


def _headed(cause: Event, headings: Mapping[str, str], language: Language) -> Iterator[Part]:
    words = words_of(cause)
    for name, heading in headings.items():
        if words.get(name):
            yield Heading(language.said(heading))
            yield InTheirWords(str(words[name]))


def date_set(about: Correspondent, language: Language) -> Letter:
    """The date of the response, set by us where they did not agree to one (S2-47; regulation 13(8))."""
    _, cause = language.said, _cause(about)
    respond_by = date.fromisoformat(cause.facts["respond_by"])
    parts = (
        Paragraph(_(_NOT_AGREED)),
        Fact(_("You will have our answer by"), full_date(respond_by, language)),
        Paragraph(_(_ANOTHER_DAY).format(phone=about.organisation.phone)),
    )
    return _letter(about, _("The date of our answer"), parts, language)


_NOT_AGREED = marked(
    "We asked you about our plan and about the date of our answer, and we do not have your agreement. "
    "So that you get an answer all the same, we have set the date and begin."
)
_ANOTHER_DAY = marked("If you would like something else, please tell us. You can call {phone}.")


def late(about: Correspondent, language: Language) -> Letter:
    """Why no answer came within six months (T14; regulation 14(4))."""
    _ = language.said
    parts = (
        Paragraph(_(_LATE)),
        Heading(_("Why it takes longer")),
        *_in_their_words(_cause(about), "text"),
        Paragraph(_(_SOON)),
    )
    return _letter(about, _("Why you have no answer yet"), parts, language)


_LATE = marked(
    "We are sorry. The law gives us six months to answer you, and they are over. Our answer is late."
)
_SOON = marked("We will send you our answer as soon as we can.")


def outcome(about: Correspondent, language: Language) -> Letter:
    """What became of the changes that were promised (S2-89)."""
    _ = language.said
    parts = (Paragraph(_(_PROMISED)), *_in_their_words(_cause(about), "text"))
    return _letter(about, _("What we have changed"), parts, language)


_PROMISED = marked("We said that we would make a change. This is what we did.")


def declined(about: Correspondent, language: Language) -> Letter:
    """We do not look into it: why, and where else to turn (S2-27; regulation 8)."""
    _, cause = language.said, _cause(about)
    parts = (
        Paragraph(_(_NOT_LOOKED_INTO)),
        Paragraph(_(_WHY[DeclineReason(cause.facts["why"])])),
        Heading(_("Our reasons")),
        *_in_their_words(cause, "text"),
    )
    return _letter(about, _("Our decision"), parts, language, final=True)


_NOT_LOOKED_INTO = marked(
    "Thank you for writing to us. We are sorry that you had cause to. We have read what you told us, "
    "and we will not look into it as a complaint."
)
_WHY: Mapping[DeclineReason, str] = {
    DeclineReason.OUT_OF_TIME: marked("It happened too long ago for us to look into it well."),
    DeclineReason.ALREADY_INVESTIGATED: marked("We have looked into it before, and answered it."),
    DeclineReason.BY_A_PUBLIC_BODY: marked("Another public body looks into it, or has done so."),
    DeclineReason.EMPLOYMENT: marked("It is about somebody’s work with us."),
    DeclineReason.NO_CONSENT: marked("We can talk about somebody’s care only if they agree."),
    DeclineReason.OUT_OF_SCOPE: marked("It is not about something that we can look into."),
}
"""Why, by the code that staff chose: in the language of whoever reads it."""


def transferred(about: Correspondent, language: Language) -> Letter:
    """It goes to the organisation that it is for, which answers (regulations 6 and 7)."""
    _, cause = language.said, _cause(about)
    parts = (
        Paragraph(_(_PASSED_ON)),
        *_headed(cause, {"organisation": marked("Who answers you now")}, language),
        Heading(_("Our reasons")),
        *_in_their_words(cause, "text"),
    )
    return _letter(about, _("Who answers your complaint"), parts, language, final=True)


_PASSED_ON = marked(
    "Thank you for writing to us. Your complaint is for somebody else to answer. You agreed that we "
    "send it to them. They will write to you."
)


def withdrawn(about: Correspondent, language: Language) -> Letter:
    """It ends because they wanted it to; what concerns the safety of others goes on (T17)."""
    _, cause = language.said, _cause(about)
    parts = (
        Paragraph(_(_WITHDRAWN)),
        *((Paragraph(_(_SAFETY)),) if cause.facts.get("safety") else ()),
        Paragraph(_(_COME_BACK).format(phone=about.organisation.phone)),
    )
    return _letter(about, _("You have withdrawn your complaint"), parts, language)


_WITHDRAWN = marked(
    "You told us that you withdraw your complaint. We do not look into it any more, and we will not "
    "write to you about it again. It does not change how we care for you."
)
_SAFETY = marked("A part of it may be about the safety of others. We look into that part all the same.")
_COME_BACK = marked("If you did not want this, or change your mind, write to us or call {phone}.")


def limited(about: Correspondent, language: Language) -> Letter:
    """How they can contact us from now on, until when, and where else to turn (S2-39, S2-40)."""
    _, cause = language.said, _cause(about)
    review_on = date.fromisoformat(cause.facts["review_on"])
    parts = (
        Paragraph(_(_LIMITED)),
        *_headed(cause, {"text": marked("How you can contact us")}, language),
        Fact(_("We look at this again on"), full_date(review_on, language)),
        Paragraph(_(_NEW_THINGS)),
    )
    return _letter(about, _("How you can contact us"), parts, language, final=True)


_LIMITED = marked(
    "We have answered everything that you told us about this matter. We took advice, and we now limit "
    "how you can contact us about it."
)
_NEW_THINGS = marked(
    "You still have every right to complain. If anything else happens, tell us as anybody can. We look "
    "into it in the same way as before."
)


def split(about: Correspondent, language: Language) -> Letter:
    """A part of what they wrote is looked into by itself: which, under what number, and that no day is
    lost by it. What they wrote is not repeated.
    """
    _, case = language.said, about.file.case
    topic = about.terms.pack.subject_title(case.subject)
    parts = (
        Paragraph(_(_MORE_THAN_ONE)),
        Fact(_("This part is about"), _(topic)),
        Fact(_("The reference of the rest"), str(_cause(about).facts["other"])),
        Paragraph(_(_NO_DAY_LOST).format(day=full_date(london_date(case.received_at), language))),
    )
    return _letter(about, _("A part of your complaint has a number of its own"), parts, language)


_MORE_THAN_ONE = marked(
    "You told us about more than one thing. We look into a part of it on its own. It has a number of "
    "its own, above, and an answer of its own."
)
_NO_DAY_LOST = marked(
    "Both parts count from {day}, the day on which we received what you sent. If you would like us to "
    "answer both together, please tell us."
)


def _in_their_words(cause: Event, name: str) -> Iterator[Part]:
    """What staff wrote, if it is there: it can have been erased."""
    words = words_of(cause).get(name)
    if words:
        yield InTheirWords(str(words))


def _letter(
    about: Correspondent,
    subject: str,
    parts: tuple[Part, ...],
    language: Language,
    *,
    final: bool = False,
) -> Letter:
    """The words with what stands around them; `final` where our way ends with them (C-14)."""
    return Letter(
        subject=subject,
        parts=(
            Paragraph(greeting(about, language)),
            Fact(language.said("Your reference"), str(about.file.case.reference)),
            *parts,
            *where_to_get_help(about, language),
            *how_to_reach_us(about, language),
            Paragraph(signature(about, language)),
        ),
        foot=_ombudsman_now(about, language) if final else foot(about, language),
    )


def _ombudsman_now(about: Correspondent, language: Language) -> tuple[str, ...]:
    words = signposts.ombudsman_now(about.terms.pack.contacts, language)
    return (words,) if words else foot(about, language)


def _cause(about: Correspondent) -> Event:
    """What was decided or done, which owes the letter."""
    return next(event for event in about.file.events if event.seq == about.message.cause)

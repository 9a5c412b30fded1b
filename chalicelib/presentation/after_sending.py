"""What happens after somebody told us something: the same words on the page and in the mail.

Only a complaint has dates of the law (S2-1). Whoever speaks for a patient is told nothing about them,
not even whether they are one (SC-3).
"""

from __future__ import annotations

from datetime import date

from chalicelib.domain.contact import ContactType
from chalicelib.domain.representation import Representation, Standing
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.language import Language, marked

_RECEIVED = marked("We have received your message")
_THEN = {
    ContactType.CONCERN: marked(
        "We will talk with you about what worries you and try to put it right soon. You can make it a "
        "complaint at any time."
    ),
    ContactType.QUERY: marked("We will find out and tell you."),
    ContactType.COMPLIMENT: marked("We will pass your thanks on to the people you mean."),
    ContactType.IDEA: marked("We will look at your idea and see what we can do."),
    ContactType.COMMENT: marked("We will read it and learn from it."),
}


def received(kind: ContactType | None, language: Language) -> str:
    """That it arrived, as a title."""
    _ = language.said
    return _("We have received your complaint") if kind is ContactType.COMPLAINT else _(_RECEIVED)


def what_happens_next(
    kind: ContactType | None, acknowledge_by: date | None, language: Language
) -> tuple[str, ...]:
    """What we do with it and by when, in a few sentences."""
    _ = language.said
    if kind is not None and kind in _THEN:
        return (_(_THEN[kind]),)
    if acknowledge_by is None:
        return (_("We will read it and pass it to the right person."),)
    promised = _(
        "By {day} we will reply to you and offer to talk with you, by phone or face to face, about how "
        "you would like us to look into it."
    ).format(day=full_date(acknowledge_by, language))
    after = _(
        "Then we look into what happened, tell you what we found, and say what we will do about it."
    )
    return promised, after


def about_somebody_else(representation: Representation, language: Language) -> tuple[str, ...]:
    """What whoever speaks for a patient must know; nothing for anybody else."""
    _ = language.said
    if representation.standing is not Standing.REPRESENTATIVE:
        return ()
    return (
        _(
            "We cannot tell you anything about another person, or even say whether they are a patient "
            "here, before we know that we may. We will be in touch with you about that."
        ),
    )

"""What those who look after the inbox read of it: numbers, a date, a link. Nobody is named."""

from __future__ import annotations

from chalicelib.domain.calendar import london_date
from chalicelib.domain.inbox_keeping import InboxNotice
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.letter import Letter, Link, Paragraph, Part
from chalicelib.presentation.urls import Urls


def inbox_notice(about: InboxNotice, urls: Urls) -> Letter:
    """How much waits, since when, and what goes soon."""
    parts: list[Part] = [*_waiting(about), *_going(about)]
    link = Link("Open the inbox", urls.full(urls.path("/staff/inbox")))
    foot = "You get this because your role looks after the inbox. You need to sign in to see it."
    return Letter(_subject(about), (*parts, link), foot=(foot,))


def _subject(about: InboxNotice) -> str:
    if not about.waiting:
        return "The inbox: mail that was put away will be deleted"
    return f"The inbox: {_mails(about.waiting, more=about.more)} waiting"


def _waiting(about: InboxNotice) -> tuple[Part, ...]:
    if about.oldest is None:
        return ()
    since = full_date(london_date(about.oldest))
    parts = [
        f"{_mails(about.waiting, more=about.more).capitalize()} waiting for somebody to say where it "
        f"belongs. The first came on {since}."
    ]
    if about.late_after:
        parts.append(
            f"That is more than {about.late_after} working days ago. It may be a complaint: its days "
            "have counted since it came."
        )
    return tuple(map(Paragraph, parts))


def _going(about: InboxNotice) -> tuple[Part, ...]:
    if not about.going:
        return ()
    text = f"{_mails(about.going).capitalize()} put away and will be deleted within a week. If one of "
    return (Paragraph(f"{text}them should stay, let it wait again."),)


def _mails(number: int, *, more: bool = False) -> str:
    """
    >>> _mails(1), _mails(100, more=True)
    ('1 mail is', 'more than 100 mails are')
    """
    said = f"{number} {'mail is' if number == 1 else 'mails are'}"
    return f"more than {said}" if more else said

"""Whether two cases may be about the same: reasons that staff can weigh, never a decision.

A case is proposed as alike only to people; nothing is merged by itself, and nobody who complains is
told of it. Source: issue 6.2, C-30.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.contact import ContactRecord, record_of
from chalicelib.domain.identity.engine import Claim
from chalicelib.domain.identity.forms import Item, plain_words
from chalicelib.domain.parties import Party
from chalicelib.domain.searching import Clue, Word, clues_of

NEAR = timedelta(days=7)
"""How far apart two tellings of one event may lie."""
RUN = 3
"""Words in a row that count as said alike."""
ALIKE = 0.3
"""The share of all runs of words that two texts must have in common."""


class Likeness(StrEnum):
    """One reason for which two cases may be about the same."""

    SAME_PERSON = "same_person"
    NEAR_DATES = "near_dates"
    SAME_SUBJECT = "same_subject"
    SAME_PLACE = "same_place"
    SIMILAR_WORDS = "similar_words"


def likeness(one: CaseFile, other: CaseFile) -> tuple[Likeness, ...]:
    """The reasons for which the two may be about the same; none where it is not worth a look.

    The same person must be in both, and something else must fit: one person may well complain of two
    things.
    """
    if not share_a_person(one.parties, other.parties):
        return ()
    story, other_story = record_of(one.events[0]), record_of(other.events[0])
    if story is None or other_story is None:
        return ()
    more = tuple(_of_stories(story, other_story))
    return (Likeness.SAME_PERSON, *more) if more else ()


def share_a_person(ones: Iterable[Party], others: Iterable[Party]) -> bool:
    """Whether somebody stands in both, as far as what is held of them can tell."""
    theirs = [clues_of(other) for other in others]
    return any(_same_person(clues_of(one), clues) for one in ones for clues in theirs)


def telling_clues(party: Party) -> Iterator[frozenset[Clue]]:
    """What to look for to find somebody's other cases: each set finds few enough people to weigh."""
    clues = clues_of(party)
    name = _name(clues)
    for clue in clues - name:
        yield frozenset({clue}) if _is_of_one(clue) else name | {clue}


def _same_person(ones: frozenset[Clue], others: frozenset[Clue]) -> bool:
    """Something that is one person's own, or one name (perhaps said in full) and something held."""
    shared = ones & others
    one, other = _name(ones), _name(others)
    named_alike = bool(one and other) and (one <= other or other <= one)
    return any(map(_is_of_one, shared)) or (named_alike and bool(shared - one))


def _name(clues: frozenset[Clue]) -> frozenset[Clue]:
    return frozenset(clue for clue in clues if isinstance(clue, Word))


def _is_of_one(clue: Clue) -> bool:
    return isinstance(clue, Claim) and clue.item in (Item.NHS_NUMBER, Item.MEMBERSHIP_NUMBER)


def _of_stories(one: ContactRecord, other: ContactRecord) -> Iterator[Likeness]:
    if abs(_day_of(one) - _day_of(other)) <= NEAR:
        yield Likeness.NEAR_DATES
    if one.subject == other.subject:
        yield Likeness.SAME_SUBJECT
    if _same_words(one.happened_where, other.happened_where):
        yield Likeness.SAME_PLACE
    if _overlap(_runs(one.what_happened), _runs(other.what_happened)) >= ALIKE:
        yield Likeness.SIMILAR_WORDS


def _day_of(record: ContactRecord) -> date:
    """The day that it is about, or else the day on which it was told."""
    return record.occurred_on or london_date(record.received_at)


def _same_words(one: str, other: str) -> bool:
    return bool(one.strip()) and plain_words(one) == plain_words(other)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = list(plain_words(text))
    return frozenset(tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1))


def _overlap(ones: frozenset[tuple[str, ...]], others: frozenset[tuple[str, ...]]) -> float:
    every = ones | others
    return len(ones & others) / len(every) if every else 0.0

"""Everything that is checked of a letter before anybody is asked to approve it (S2-91 to S2-93)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chalicelib.domain.letters import items, lines
from chalicelib.domain.letters.matter import Matter
from chalicelib.domain.letters.remarks import Remark
from chalicelib.domain.letters.sections import LetterText

OF_WORDS: tuple[Callable[[LetterText], Iterable[Remark]], ...] = (
    items.sections,
    items.words_of_each,
    lines.placeholders,
    lines.phrases,
    lines.acronyms,
    lines.long_sentences,
    lines.hard_to_read,
)
"""What can be seen from the letter alone."""

OF_MATTER: tuple[Callable[[LetterText, Matter], Iterable[Remark]], ...] = (
    items.condolences_owed,
    items.agreed_issues,
    items.every_issue_answered,
    items.ombudsman,
    lines.wrong_names,
)
"""What can be seen only beside the case."""


def remarks_on(text: LetterText, matter: Matter) -> tuple[Remark, ...]:
    """All remarks, in the order of the letter; what stops it before what is only advice."""
    of_words = (remark for check in OF_WORDS for remark in check(text))
    of_matter = (remark for check in OF_MATTER for remark in check(text, matter))
    found = dict.fromkeys((*of_words, *of_matter))
    return tuple(sorted(found, key=lambda each: (not each.stops, each.section.number)))


def in_the_way(text: LetterText, matter: Matter) -> tuple[Remark, ...]:
    """The remarks that stop the letter."""
    return tuple(remark for remark in remarks_on(text, matter) if remark.stops)

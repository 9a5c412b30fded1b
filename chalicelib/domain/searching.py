"""By what a case is found again when its reference is not at hand: single words of people's names, and
everything by which they can be known. A clue finds; it confirms nobody and opens nothing (S0-4).
"""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.identity.engine import Claim
from chalicelib.domain.identity.forms import Item, held_of, plain_words
from chalicelib.domain.parties import Party

SHORTEST = 2
"""Letters of the shortest word that is looked for: an initial would find half of everybody."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name, in its normal form."""

    form: str


Clue = Claim | Word
"""One thing that is known of a person."""

SEARCHED_ITEMS = tuple(item for item in Item if item not in (Item.REFERENCE, Item.FULL_NAME))
"""A reference needs no search, and a name is searched by its words, in any order."""


def clues_of(party: Party) -> frozenset[Clue]:
    """Everything that finds a person."""
    held = held_of(party, ())
    claims = {Claim(item, form) for item in SEARCHED_ITEMS for form in held.get(item, ())}
    return frozenset(claims) | words_in(f"{party.first_name} {party.last_name}")


def words_in(text: str) -> frozenset[Word]:
    """The words of a text that are looked for.

    >>> sorted(word.form for word in words_in("Verity-Example, A"))
    ['example', 'verity']
    """
    return frozenset(Word(word) for word in plain_words(text) if len(word) >= SHORTEST)


def most_telling(clues: frozenset[Clue]) -> Clue:
    """The clue that the fewest people share: something of one person's own before a word of a name,
    a long word before a short one.
    """
    return max(clues, key=lambda clue: (isinstance(clue, Claim), len(clue.form), clue.form))

"""Who passes, worked out a second time and in another way: by enumerating pairs, and by the names that
Unicode gives to letters. Nothing of ours is used but the names of the items.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import combinations

from chalicelib.domain.identity.forms import Item

State = str
"""What somebody said of one item: `absent`, `right` or `wrong`."""

PAIRS = list(combinations(("membership_number", "date_of_birth", "address", "email", "telephone"), 2))
TITLES = ("MR", "MRS", "MS", "MISS", "MX", "DR", "PROF", "REV", "SIR", "DAME", "LADY", "LORD")


def passes(said: Mapping[Item, State], *, wrong_item: str, ours: bool = False) -> bool:
    """The rule of S0-5 and C-16, for somebody of whom everything is held."""
    states = [said.get(item, "absent") for item in Item if item is not Item.NHS_NUMBER]
    if said.get(Item.FULL_NAME) == "wrong" or (wrong_item == "fail" and "wrong" in states):
        return False
    by_reference = all(said.get(item) == "right" for item in (Item.REFERENCE, Item.FULL_NAME))
    by_pair = any(all(said.get(Item(item)) == "right" for item in pair) for pair in PAIRS)
    return by_reference or (by_pair and not ours)


def plain(text: str) -> str:
    """The letters of a name in plain capitals, by what Unicode calls them."""
    return "".join(filter(None, map(_letter, unicodedata.normalize("NFC", text))))


def _letter(character: str) -> str:
    called = unicodedata.name(character, "")
    if "LETTER" not in called:
        return character if character.isdigit() else " " if character in " -,\t\n–" else ""
    letter = called.split(" WITH ")[0].rsplit("LETTER ", 1)[1]
    return {"SHARP S": "SS", "AE": "AE", "ETH": "D"}.get(letter, letter)


def same_name(said: str, first: str, last: str) -> bool:
    """Whether what was said is this full name, either way round, with or without a title."""
    words = plain(said).split()
    without = words[1:] if len(words) > 2 and words[0] in TITLES else words
    first, last = plain(first).replace(" ", ""), plain(last).replace(" ", "")
    return "".join(without) in (first + last, last + first)

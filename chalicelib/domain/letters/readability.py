"""How old somebody must be to read a text with ease, and which sentence is the longest."""

from __future__ import annotations

import re

ADVISED_AGE = 14
"""Years. An editor's advice and no rule: findings and clinical words cost some (S2-91, peers 24)."""

LONGEST_SENTENCE = 30
"""Words of a sentence that can still be followed at once. Source: NHS content style (25 words)."""

_WORD = re.compile(r"[A-Za-z’']+")
_VOWELS = re.compile(r"[aeiouy]+")


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences; the end of a line ends one too."""
    parts = re.split(r"(?<=[.!?])\s+|\n+", text)
    return tuple(part.strip() for part in parts if _WORD.search(part))


def words_in(text: str) -> tuple[str, ...]:
    """Its words."""
    return tuple(_WORD.findall(text))


def reading_age(text: str) -> int:
    """Years, by the formula of Flesch and Kincaid: the school year and five; 0 for no text.

    >>> reading_age("We are sorry. We were late. We rang you at two.") < 9
    True
    """
    words, sentences = words_in(text), sentences_of(text)
    if not words:
        return 0
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return max(5, round(grade + 5))


def _syllables(word: str) -> int:
    lower = word.lower()
    silent = lower.endswith("e") and not lower.endswith("le")
    return max(1, len(_VOWELS.findall(lower)) - silent)

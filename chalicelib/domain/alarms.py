"""Words that must not wait until somebody reads them: a life, a child or a body may be in danger.

The words are data (`policies/alarm_words.toml`), each with its source, tuned against false alarms by a
table of sentences in the tests. An alarm blocks nobody: it tells the people on call at once, and shows
whoever wrote where to get help now. Source: S2-65; SC-13 (a), (c), (d).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

GAP = "…"
"""In a phrase: up to three words that may stand here."""


class Alarm(StrEnum):
    """What may be in danger."""

    OWN_LIFE = "own_life"
    CHILD = "child"
    HEALTH = "health"
    VIOLENCE = "violence"


@dataclass(frozen=True, slots=True)
class AlarmWords:
    """The phrases of one language for one danger. `unless` are phrases that sound alike and mean less.

    A phrase is words between blanks; `hits|beats` is either word, `…` up to three words.
    """

    alarm: Alarm
    language: str
    phrases: tuple[str, ...]
    unless: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Helpline:
    """Who helps at once. `verified_on` is when a person checked the number; None: nobody has yet."""

    alarm: Alarm
    name: str
    phone: str
    source: str
    verified_on: date | None = None


@dataclass(frozen=True, slots=True)
class Alarms:
    """What is listened for, and who helps."""

    words: tuple[AlarmWords, ...]
    helplines: tuple[Helpline, ...]

    def heard_in(self, texts: Iterable[str]) -> tuple[Alarm, ...]:
        """What these texts may tell of."""
        return alarms_in(texts, self.words)


NO_WORDS = Alarms((), ())
"""Nothing is listened for."""


def alarms_in(texts: Iterable[str], words: Iterable[AlarmWords]) -> tuple[Alarm, ...]:
    """What these texts may tell of, whatever their language: people write in the one they have.

    >>> own = AlarmWords(Alarm.OWN_LIFE, "en", ("end my life",), ("end my life in|at",), "SC-13")
    >>> alarms_in(["I will END  my life."], [own])
    (<Alarm.OWN_LIFE: 'own_life'>,)
    >>> alarms_in(["I want to end my life at home, with my family"], [own])
    ()
    """
    plain = _plain(" . ".join(texts))
    found = {each.alarm for each in words if _tells(plain, each)}
    return tuple(alarm for alarm in Alarm if alarm in found)


def _tells(plain: str, words: AlarmWords) -> bool:
    for phrase in words.unless:
        plain = _pattern(phrase).sub(" ", plain)
    return any(_pattern(phrase).search(plain) for phrase in words.phrases)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\S)" + r" ".join(_tokens(phrase)).replace(rf"{GAP} ", "") + r"(?!\S)")


def _tokens(phrase: str) -> Iterator[str]:
    for token in phrase.split():
        if token == GAP:
            yield rf"(?:[^\s.]+ ){{0,3}}{GAP}"
        else:
            yield "(?:" + "|".join(re.escape(_plain(word)) for word in token.split("|")) + ")"


def _plain(text: str) -> str:
    """Small letters without accents, words apart by one blank, and a stop where a sentence ends.

    >>> _plain("I can’t breathe!  Zabiję się…")
    'i cant breathe . zabije sie .'
    """
    # The Polish l with a stroke is a letter of its own, which no accent can be taken from.
    small = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("…", "."))
    letters = "".join(each for each in small if not unicodedata.combining(each))
    joined = re.sub(r"['’‘`]", "", letters)
    stopped = re.sub(r"[.!?;:\n]+", " . ", joined)
    return " ".join(re.findall(r"[^\W_]+|\.", stopped))

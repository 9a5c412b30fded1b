"""What is looked for in every line of the letter, whatever its section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chalicelib.domain.letters.matter import Matter
from chalicelib.domain.letters.phrases import KNOWN_ACRONYMS, PHRASES
from chalicelib.domain.letters.readability import (
    ADVISED_AGE,
    LONGEST_SENTENCE,
    reading_age,
    sentences_of,
    words_in,
)
from chalicelib.domain.letters.remarks import Remark
from chalicelib.domain.letters.sections import LetterText, Section

_PLACEHOLDER = re.compile(r"\[[^\]\n]*\]|\{\{|\}\}|_{3,}|\bX{3,}\b|\bTBC\b")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? ((?:[A-Z][\w’'-]* ?)+)")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")


def lines_of(text: LetterText) -> Iterator[tuple[Section, str]]:
    """Every line with its section; the covering letter counts with the condolences (S2-92, item 3)."""
    for section, words in text.written.items():
        yield from ((section, line) for line in words.splitlines() if line.strip())
    for line in text.covering.splitlines():
        yield Section.CONDOLENCES, line


def placeholders(text: LetterText) -> Iterable[Remark]:
    """What was to be filled in and was not. Source: S4-11, SC-9."""
    advice = "Something is still to be filled in"
    return (Remark(s, advice, line) for s, line in lines_of(text) if _PLACEHOLDER.search(line))


def phrases(text: LetterText) -> Iterable[Remark]:
    """Promises nobody can keep, sham apologies, defence, blame and jargon. Source: S2-91, S2-92."""
    for section, line in lines_of(text):
        plain = line.lower().replace("’", "'")
        found = (phrase for phrase in PHRASES if phrase.words in plain)
        yield from (Remark(section, each.advice, line, each.stops) for each in found)


def wrong_names(text: LetterText, matter: Matter) -> Iterable[Remark]:
    """People called by a name that nobody of this case has. Source: SC-9, peers 24."""
    for section, line in lines_of(text):
        for called in _TITLED.findall(line):
            if not any(word.lower().removesuffix("’s") in matter.names for word in called.split()):
                yield Remark(section, f"Nobody of this case is called {called.strip()}", line)


def acronyms(text: LetterText) -> Iterable[Remark]:
    """Short forms that are nowhere explained. Advice only. Source: S2-91."""
    whole = "\n".join(line for _, line in lines_of(text))
    told: set[str] = set(KNOWN_ACRONYMS)
    for section, line in lines_of(text):
        for short in _ACRONYM.findall(line):
            if short not in told and f"({short})" not in whole:
                yield Remark(section, f"Explain what {short} means", line, stops=False)
            told.add(short)


def long_sentences(text: LetterText) -> Iterable[Remark]:
    """Sentences that nobody follows at once. Advice only. Source: S2-91."""
    for section, words in text.written.items():
        for sentence in sentences_of(words):
            if len(words_in(sentence)) > LONGEST_SENTENCE:
                yield Remark(section, "Make two sentences of this one", sentence, stops=False)


def hard_to_read(text: LetterText) -> Iterable[Remark]:
    """Sections that take a higher reading age than advised. Advice only. Source: S2-91."""
    for section, words in text.written.items():
        age = reading_age(words) if len(words_in(words)) >= 20 else 0
        if age > ADVISED_AGE and section is not Section.OMBUDSMAN:
            advice = f"This reads like a text for people of {age}: use shorter words and sentences"
            yield Remark(section, advice, sentences_of(words)[0], stops=False)

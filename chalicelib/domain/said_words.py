"""The words by which a case is found in what people wrote: of the complaint, the issues, the notes and
what came later. Whole words in any order; those that stand in every text are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Event, EventType, Facts
from chalicelib.domain.history import last_of, words_of
from chalicelib.domain.identity.forms import plain_words
from chalicelib.domain.searching import Clue, Word, words_in

SHORTEST = 3
"""Letters of the shortest word of a text that is looked for."""
MOST = 400
"""Words of one text that are kept: more than anybody's letter holds, and an end for the longest."""
FEWEST_OF_A_PLURAL = 4

TOO_COMMON = frozenset(
    [
        "about",
        "after",
        "again",
        "all",
        "also",
        "and",
        "another",
        "any",
        "are",
        "around",
        "because",
        "been",
        "before",
        "being",
        "but",
        "came",
        "can",
        "cannot",
        "could",
        "did",
        "didnt",
        "does",
        "doing",
        "done",
        "dont",
        "down",
        "during",
        "each",
        "even",
        "ever",
        "every",
        "for",
        "from",
        "get",
        "give",
        "given",
        "goes",
        "going",
        "gone",
        "got",
        "had",
        "has",
        "have",
        "having",
        "her",
        "here",
        "hers",
        "herself",
        "him",
        "himself",
        "his",
        "how",
        "into",
        "its",
        "itself",
        "just",
        "know",
        "last",
        "later",
        "let",
        "like",
        "made",
        "make",
        "many",
        "may",
        "mean",
        "more",
        "most",
        "much",
        "must",
        "myself",
        "never",
        "next",
        "not",
        "nothing",
        "now",
        "off",
        "once",
        "one",
        "only",
        "other",
        "our",
        "ours",
        "out",
        "over",
        "own",
        "please",
        "put",
        "quite",
        "rather",
        "really",
        "said",
        "same",
        "saw",
        "say",
        "see",
        "she",
        "should",
        "since",
        "some",
        "something",
        "still",
        "such",
        "take",
        "than",
        "that",
        "the",
        "their",
        "theirs",
        "them",
        "themselves",
        "then",
        "there",
        "these",
        "they",
        "thing",
        "things",
        "this",
        "those",
        "though",
        "through",
        "told",
        "too",
        "took",
        "two",
        "under",
        "until",
        "very",
        "want",
        "wanted",
        "was",
        "wasnt",
        "way",
        "well",
        "went",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "yet",
        "you",
        "your",
        "yours",
    ]
)
"""Words that would find every case, and therefore none."""

_OF_THE_COMPLAINT = ("what_happened", "desired_outcome", "happened_where", "who_was_involved")


def _told(words: Facts) -> Iterable[str]:
    return (str(words.get(name, "")) for name in _OF_THE_COMPLAINT)


def _all(words: Facts) -> Iterable[str]:
    return map(str, words.values())


def _text(words: Facts) -> Iterable[str]:
    return (str(words.get("text", "")),)


_READ: Mapping[EventType, Callable[[Facts], Iterable[str]]] = {
    EventType.CASE_RECEIVED: _told,
    EventType.ISSUES_LISTED: _all,
    EventType.NOTE_ADDED: _text,
    EventType.PERSON_WROTE: _text,
    EventType.MAIL_RECEIVED: _text,
}
"""Which texts of an event are looked in."""

MOVES_WORDS = frozenset({*_READ, EventType.DEED_UNDONE, EventType.PERSON_CORRECTED})
"""The events after which a case may be found by other words."""


def said_words(file: CaseFile) -> Mapping[int, frozenset[Word]]:
    """By the number of each event that holds a text: its words, and the names of the people of the
    case, so that a name and a word together find it. An older list of issues is none any more.
    """
    names = frozenset().union(*(words_in(f"{p.first_name} {p.last_name}") for p in file.parties))
    listed = last_of(file.events, EventType.ISSUES_LISTED)
    read = (e for e in file.events if e.type is not EventType.ISSUES_LISTED or e is listed)
    found = {event.seq: _words_of(event) for event in read}
    return {seq: words | names for seq, words in found.items() if words}


def _words_of(event: Event) -> frozenset[Word]:
    read = _READ.get(event.type)
    return words_of_text(" ".join(read(words_of(event)))) if read else frozenset()


def words_of_text(text: str) -> frozenset[Word]:
    """The words that a text is found by: each as it stands, and as one of what it names several of.

    >>> sorted(word.form for word in words_of_text("The appointments were LOST by the clinic!"))
    ['appointment', 'appointments', 'clinic', 'lost']
    """
    told = dict.fromkeys(word for word in plain_words(text) if _is_telling(word))
    kept = list(told)[:MOST]
    return frozenset(Word(form) for word in kept for form in (word, _singular(word)))


def in_texts(clues: frozenset[Clue]) -> frozenset[Word]:
    """What of these clues is looked for in texts: words that tell something, and nothing where a number
    or a date is among the clues, which are of people.
    """
    words = frozenset(clue for clue in clues if isinstance(clue, Word))
    return (
        frozenset(word for word in words if _is_telling(word.form)) if words == clues else frozenset()
    )


def _is_telling(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and word not in TOO_COMMON


def _singular(word: str) -> str:
    is_plural = len(word) >= FEWEST_OF_A_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word.removesuffix("s") if is_plural else word

"""Words that a response does better without, each with the reason that its author reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to find, in lower case, and what to say of them. Those that `stop` the letter must go;
    of the others the author is told.
    """

    words: str
    advice: str
    source: str
    stops: bool = True


_NEVER = "Do not promise what nobody can be sure of: say what was changed so that it is less likely"
_SHAM = "This says sorry for their feelings, not for what happened: say what you are sorry for"
_DEFENSIVE = "This defends us: say what happened and what it meant for them"
_BLAMING = "This puts the blame on them: say what we could have done"
_PLAIN = "Say it in everyday words"


def _rows(advice: str, source: str, *words: str, stops: bool = True) -> tuple[Phrase, ...]:
    return tuple(Phrase(each, advice, source, stops) for each in words)


PHRASES: tuple[Phrase, ...] = (
    *_rows(
        _NEVER, "S2-92 item 11; SC-9",
        "never happen again", "will not happen again", "won't happen again",
        "can never happen", "never be repeated", "guarantee that",
    ),
    *_rows(
        _SHAM, "S2-92 item 2; peers 24",
        "sorry you feel", "sorry that you feel", "sorry if ", "apologise if ", "apologies if ",
        "sorry for any inconvenience", "apologise for any inconvenience",
    ),
    *_rows(
        _DEFENSIVE, "S2-91",
        "as you will appreciate", "you must understand", "we refute", "we reject your",
        "without prejudice", "we do not accept liability", "with all due respect",
        "our staff always", "we were very busy",
    ),
    *_rows(
        _BLAMING, "S2-91",
        "you failed to", "you should have", "you neglected", "you claim", "you allege",
        "if you had only", "your own fault",
    ),
    *_rows(
        _PLAIN, "S2-91",
        "aforementioned", "herewith", "pursuant", "in respect of", "prior to", "subsequent to",
        "myocardial infarction", "hypertension", "triaged", "contraindicated", "bilateral",
        "idiopathic", "febrile", "oedema", "prognosis", "presented with", "safety-netting",
        stops=False,
    ),
)  # fmt: skip
"""What is looked for in every line of the letter."""

KNOWN_ACRONYMS = frozenset({"NHS", "GP", "UK", "A&E", "MP", "PDF"})
"""Short forms that everybody knows. Source: NHS content style, abbreviations."""

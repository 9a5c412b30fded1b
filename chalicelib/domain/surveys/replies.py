"""Whether somebody who answers the mail of a survey asks for no more of them. Source: S0-26, C-29."""

from __future__ import annotations

from chalicelib.domain.identity.forms import plain_words

WORDS: frozenset[str] = frozenset(
    {
        *("stop", "unsubscribe", "stop surveys", "no surveys", "no more surveys", "remove me"),
        *("opt out", "optout", "please stop", "please unsubscribe", "no thanks", "no thank you"),
        *("stopio", "stopiwch", "dim mwy", "dad danysgrifio", "dim diolch"),
        *("wypisz", "wypisz mnie", "rezygnuje", "nie dziekuje", "prosze nie"),
    }
)
"""What people write who want no more, in the languages of our mails; without accents and signs."""

_QUOTED = (">", "|", "--", "__")


def wants_no_more(subject: str, text: str) -> bool:
    """Whether the first line that somebody wrote, or a subject of their own, says so and nothing else.

    >>> wants_no_more("Re: [WLP/123456] Tell us how we did", "STOP!\\n\\n> Dear Ann")
    True
    >>> wants_no_more("Re: survey", "It did not stop until I rang three times")
    False
    """
    return _says_so(_first_line(text)) or _says_so(subject)


def _says_so(line: str) -> bool:
    return " ".join(plain_words(line)) in WORDS


def _first_line(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    written = (line for line in lines if line and not line.startswith(_QUOTED))
    return next(written, "")

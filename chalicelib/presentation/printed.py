"""A letter as it goes on paper: the words that a mail would have, below the letterhead."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.application.ports import Correspondent
from chalicelib.application.press import Block, BlockKind, Printout, Sheet
from chalicelib.domain.calendar import london_date
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.letters.kept import Passage, SentLetter
from chalicelib.domain.media import Medium
from chalicelib.domain.parties import Party
from chalicelib.domain.staff import Organisation
from chalicelib.presentation.dates import short_date
from chalicelib.presentation.labels import MESSAGE_KINDS
from chalicelib.presentation.labels_of_people import MEDIA
from chalicelib.presentation.language import ENGLISH, Language, marked
from chalicelib.presentation.letter import Fact, Heading, Letter, Link, Listing, Part

UNCHECKED = marked(
    "This translation has not been checked by a person yet. If it differs from the English, the "
    "English counts."
)
ANSWER = marked("Our response to your complaint")
FIRST = "Before you read our response"
"""Above the short letter that lies on top of a response that is hard to read (S2-92, item 3)."""


def printed(about: Correspondent, letter: Letter, language: Language) -> Printout:
    """Any letter but the response, in the language of its reader."""
    person = about.file.party(PartyId(about.message.to.id))
    day = short_date(london_date(about.message.owed_at), language)
    told = (*letter.foot, "" if language.reviewed else language.said(UNCHECKED))
    blocks = (*map(_block, letter.parts), *(_paragraph(line) for line in told if line))
    return Printout(
        name=_name(MESSAGE_KINDS[about.message.kind], about.message.medium),
        reference=str(about.file.case.reference),
        language=language.code,
        direction=language.direction,
        large=_is_large(about),
        head=(_letterhead(about.organisation), (day,), _to(person)),
        sheets=(Sheet(letter.subject, blocks),),
    )


def printed_response(about: Correspondent, letter: SentLetter) -> Printout:
    """The response, word for word as it is kept: in English, as it was written."""
    answer = Sheet(ANSWER, tuple(block for each in letter.passages for block in _blocks(each)))
    covering = Sheet(FIRST, (_paragraph(letter.covering),))
    return Printout(
        name=_name("Response", about.message.medium),
        reference=str(about.file.case.reference),
        language=ENGLISH.code,
        direction=ENGLISH.direction,
        large=_is_large(about),
        head=tuple(tuple(group.split("\n")) for group in letter.head.split("\n\n")),
        sheets=(covering, answer) if letter.covering else (answer,),
    )


def _is_large(about: Correspondent) -> bool:
    return about.message.medium is Medium.LARGE_PRINT


def _name(kind: str, medium: Medium) -> str:
    return kind if medium is Medium.EMAIL else f"{kind}, {MEDIA[medium].lower()}"


def _letterhead(organisation: Organisation) -> tuple[str, ...]:
    ways = ", ".join(way for way in (organisation.phone, organisation.email) if way)
    return (organisation.name, organisation.address, ways)


def _to(person: Party | None) -> tuple[str, ...]:
    if person is None:
        return ()
    name = " ".join(part for part in (person.title, person.full_name) if part)
    return tuple(line for line in (name, *person.address.splitlines(), person.postcode) if line)


def _blocks(passage: Passage) -> Iterable[Block]:
    if passage.heading:
        yield Block(BlockKind.HEADING, passage.heading)
    yield _paragraph(passage.text)


def _paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


def _block(part: Part) -> Block:
    match part:
        case Heading(text):
            return Block(BlockKind.HEADING, text)
        case Listing(items):
            return Block(BlockKind.LISTING, items=items)
        case Fact(name, value):
            return _paragraph(f"{name}: {value}")
        case Link(text, url):
            return Block(BlockKind.PARAGRAPH, f"{text}: {url}", address=url)
        case _:
            return _paragraph(part.text)

"""Somebody without an account answers the questions that staff asked them, by the link in their mail.

    link in the mail → a code to the same address → the questions, saved or not → sent, once

The link opens nothing by itself, whoever has it. Whatever is wrong reads alike: a link that was used,
taken back, replaced, is too old or asks another case is as wrong as an invented one (S2-25, S0-7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.application.casework import act_for_system, pinned
from chalicelib.application.draft_ports import DraftReader
from chalicelib.application.enter_code import Typed, take_code
from chalicelib.application.identity_ports import Fingerprints, LetIn
from chalicelib.application.limits import ANSWER_CONTRIBUTION, require_within
from chalicelib.application.ports import CaseReader, Ports, Reading
from chalicelib.application.sealed_links import link_of, read_link
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.own_contributions import (
    answer_field,
    answer_questions,
    ask_for_code,
    can_be_answered,
    too_long,
)
from chalicelib.domain.contributions import (
    Contribution,
    answer_until,
    contribution_called,
    contributor,
    let_in_as,
    let_in_by,
)
from chalicelib.domain.documents.reading import Document, documents_of
from chalicelib.domain.errors import Invalid, NotFound, NotLetIn
from chalicelib.domain.events import PUBLIC, system
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.identity.access import Asking, Following, Grant, Place
from chalicelib.domain.policy import Terms
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Organisation

CODES = system("contributing")
"""Who asks for a code surprises nobody who works on the case meanwhile (decision 0003)."""
ANSWERING_LASTS = timedelta(hours=2)
"""How long the questions stay open without a new code: answers are written with care. [D]"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a contributor reads, what they typed so far, and the files that they sent: nothing else of
    the case.
    """

    name: str
    text: str
    questions: tuple[str, ...]
    until: date
    typed: dict[str, str]
    files: tuple[Document, ...] = ()


def contribution_link(number: CaseNumber, asked: Contribution, prints: Fingerprints) -> str:
    """What stands in the address of the link that they can answer by now."""
    return link_of(number, asked.named, prints)


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """Somebody opened a link, on the pages of this organisation."""

    link: str
    organisation: OrganisationId
    source: str


def ask_for_own_code(opened: OpenedLink, key: str, ports: Ports) -> None:
    """Write down that somebody opened a link; nothing is looked up and nobody is answered here.

    The same work for every link there could be; the stream answers (decision 0021).
    Raises: TooManyTries, StoreBusy.
    """
    require_within(ANSWER_CONTRIBUTION, opened.source, ports)
    asking = Asking(
        key=key,
        organisation=opened.organisation,
        asked_at=ports.clock.now(),
        claims=(),
        link=opened.link,
    )
    ports.identity.doorkeeper.ask(asking)


def owe_code(asking: Asking, ports: Ports) -> None:
    """The stream shows that somebody opened a link: the code goes to whom it was sent, if it stands.

    Safe to run twice: the case keeps which asking it answered.
    """
    read = read_link(asking.link, ports.identity.prints)
    if read is None or asking.ends_at <= ports.clock.now():
        return
    occasion, (number, about) = ports.occasion(CODES), read
    asked = _asked_by(number, about, asking.organisation, ports)
    if asked is None:
        return
    # Before the mail is owed: a code that opens nothing yet would be one that never does.
    ports.identity.doorkeeper.grant(asking, Grant(Place(number, let_in_as(asked))))

    def decide(file: CaseFile, terms: Terms) -> Change | None:
        return ask_for_code(file, asked, asking.key, terms=terms, occasion=occasion)

    act_for_system(number, decide, ports)


def _asked_by(
    number: CaseNumber, about: str, organisation: OrganisationId, ports: Ports
) -> Contribution | None:
    """Who was sent the link, if it is the one that stands, on a case of this organisation."""
    try:
        file = ports.cases.load(number)
    except NotFound:
        return None
    _, _, rest = about.partition(".")
    asked = contribution_called(rest.partition(".")[0], file.events)
    stands = asked is not None and asked.is_linked and asked.named == about
    return asked if stands and file.case.organisation == organisation else None


def enter_own_code(typed: Typed, key: str, ports: Ports) -> None:
    """Let them in to their questions under `key`, for a while. Raises: Invalid, TooManyTries."""
    place = take_code(typed, ports).place
    ends_at = ports.clock.now() + ANSWERING_LASTS
    draft = drafts_of(place, ports.identity.prints)[0]
    ports.identity.doorkeeper.begin(key, Following(place, ends_at, draft=draft))


def drafts_of(place: Place, prints: Fingerprints) -> tuple[str, ...]:
    """What the draft of somebody's answers is called: by the present secret, then by older ones."""
    secrets = prints.seals_of(f"{place.number}-{place.party}-draft")
    return tuple(f"contribution.{secret}" for secret in secrets)


def read_questions(key: str, reading: Reading) -> Asked:
    """The questions that are open under this key. Raises: NotLetIn, whatever the reason is."""
    following = _following(key, reading.let_in, reading)
    file, terms, asked = _opened(following, reading.cases, reading)
    if not can_be_answered(file, asked, terms=terms, day=london_date(reading.clock.now())):
        raise _not_now()
    return Asked(
        name=asked.name,
        text=asked.text,
        questions=asked.questions,
        until=answer_until(asked, file.clocks(terms)),
        typed=_typed(following, reading.drafts),
        files=own_files(asked, file),
    )


@dataclass(frozen=True, slots=True)
class Contributing:
    """Whose questions are open, on which case."""

    asked: Contribution
    file: CaseFile
    terms: Terms
    organisation: Organisation

    @property
    def files(self) -> tuple[Document, ...]:
        """What they sent so far."""
        return own_files(self.asked, self.file)


def read_contributing(key: str, reading: Reading) -> Contributing:
    """Where a file of theirs belongs. Raises: NotLetIn, whatever the reason is."""
    file, terms, asked = _opened(_following(key, reading.let_in, reading), reading.cases, reading)
    if not can_be_answered(file, asked, terms=terms, day=london_date(reading.clock.now())):
        raise _not_now()
    return Contributing(asked, file, terms, reading.policies.organisation(file.case.organisation))


def own_files(asked: Contribution, file: CaseFile) -> tuple[Document, ...]:
    """The files that came from one contributor, and from nobody else."""
    by = contributor(asked)
    return tuple(each for each in documents_of(file.events) if each.by == by)


def _typed(following: Following, drafts: DraftReader) -> dict[str, str]:
    return drafts.load(following.draft) if following.draft else {}


def save_answers(key: str, answers: Sequence[str], ports: Ports) -> None:
    """Keep what was typed so far for when they come back, with another code.

    Raises: NotLetIn, Invalid.
    """
    if faults := too_long(answers):
        raise Invalid(faults)
    following = _following(key, ports.identity.doorkeeper, ports)
    _opened(following, ports.cases, ports)
    typed = {answer_field(number): answer for number, answer in enumerate(answers, 1)}
    ports.drafts.save(following.draft, typed)


def send_answers(key: str, answers: Sequence[str], ports: Ports) -> None:
    """Keep the answers with the case; whoever has it is told at once. Sent twice, the first counts.

    Raises: NotLetIn, Invalid, StoreBusy.
    """
    following = _following(key, ports.identity.doorkeeper, ports)
    occasion = ports.occasion(PUBLIC)

    def decide(file: CaseFile, terms: Terms) -> Change:
        asked = let_in_by(following.place.party, file.events)
        if asked is None or not can_be_answered(file, asked, terms=terms, day=london_date(occasion.at)):
            raise _not_now()
        return answer_questions(file, asked, answers, terms=terms, occasion=occasion)

    act_for_system(following.place.number, decide, ports)
    ports.drafts.save(following.draft, {})
    ports.identity.doorkeeper.end(key)


def _following(key: str, let_in: LetIn, world: Reading | Ports) -> Following:
    following = let_in.following(key, world.clock.now()) if key else None
    if following is None:
        raise _not_now()
    return following


def _opened(
    following: Following, cases: CaseReader, world: Reading | Ports
) -> tuple[CaseFile, Terms, Contribution]:
    file = cases.load(following.place.number)
    asked = let_in_by(following.place.party, file.events)
    if asked is None:
        raise _not_now()
    return file, pinned(file.case, world.policies), asked


def _not_now() -> NotLetIn:
    return NotLetIn("This link does not work, or not any more")

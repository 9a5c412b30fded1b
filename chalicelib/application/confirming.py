"""Finding the one person whom claims are about, by reference or by what is held of everybody.

The same for a caller and for the web page: claims and what is held meet as keyed fingerprints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.application.identity_ports import Fingerprints, Lookups
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.errors import NotFound
from chalicelib.domain.identifiers import OrganisationId, PartyId
from chalicelib.domain.identity.access import Asking, Place
from chalicelib.domain.identity.checks import Check, confirmed_in, references_of
from chalicelib.domain.identity.engine import Claim, Rules, rules_of
from chalicelib.domain.identity.forms import Forms, birth_form, held_of, names_held
from chalicelib.domain.parties import Party
from chalicelib.domain.reference import CaseNumber

MOST_CANDIDATES = 10
"""Cases that are looked into. Claims that fit more are no way to tell people apart."""


@dataclass(frozen=True, slots=True)
class Found:
    """The case that claims are about, and the person if they are confirmed; then also their other
    cases, the latest first.
    """

    file: CaseFile
    party: PartyId | None
    others: tuple[Found, ...] = ()


def todays_rules(organisation: OrganisationId, ports: Ports) -> Rules:
    """How the organisation confirms people today, whenever a case was received.

    Raises: PolicyUnknown, where its pack does not say.
    """
    return rules_of(ports.policies.current(ports.policies.organisation(organisation)).pack)


def printed_claims(
    claims: Iterable[Claim], organisation: OrganisationId, prints: Fingerprints
) -> tuple[Claim, ...]:
    """What was claimed, as fingerprints by the present secret."""
    return tuple(Claim(each.item, prints.of(organisation, each.item, each.form)) for each in claims)


def older_claims(
    claims: Iterable[Claim], organisation: OrganisationId, prints: Fingerprints
) -> tuple[Claim, ...]:
    """The same under the secrets that were replaced; usually none."""
    return tuple(
        Claim(each.item, print_)
        for each in claims
        for print_ in prints.every(organisation, each.item, each.form)[1:]
    )


def find_person(asking: Asking, check: Check, rules: Rules, ports: Ports) -> Found | None:
    """The case that these claims are about, and who is confirmed; None where they point nowhere.

    With a reference nothing else is looked at. Without one, claims may fit several people: they
    confirm somebody only if all that fits is one person, whose latest case it then is, with the others.
    """
    files = _candidates(asking, rules, ports)
    found = [Found(file, _confirmed(file, check, rules, ports)) for file in files]
    confirmed = [each for each in found if each.party is not None]
    if confirmed and _are_one_person(confirmed):
        latest, *others = sorted(confirmed, key=_received_at, reverse=True)
        return replace(latest, others=tuple(others))
    return Found(files[0], None) if len(files) == 1 else None


def _received_at(found: Found) -> datetime:
    return found.file.case.received_at


def _candidates(asking: Asking, rules: Rules, ports: Ports) -> list[CaseFile]:
    if asking.number is not None:
        numbers = [asking.number]
    else:
        places = _places([*asking.claims, *asking.older], rules, ports.identity.lookups)
        numbers = sorted({place.number for place in places})
    if len(numbers) > MOST_CANDIDATES:
        return []
    files = (_loaded(number, ports) for number in numbers)
    return [file for file in files if file and file.case.organisation == asking.organisation]


def _loaded(number: CaseNumber, ports: Ports) -> CaseFile | None:
    try:
        return ports.cases.load(number)
    except NotFound:
        return None


def _places(claims: Sequence[Claim], rules: Rules, lookups: Lookups) -> list[Place]:
    """Where enough of the claims meet; else the one place that any of them knows.

    The second confirms nobody, and lets the failure be kept where it belongs.
    """
    hits = {
        (claim.item, place)
        for claim in claims
        if claim.item in rules.items and claim.form
        for place in lookups.known_by(claim.form)
    }
    tally = Counter(place for _, place in hits)
    enough = [place for place, count in tally.items() if count >= rules.fewest]
    return enough or (list(tally) if len(tally) == 1 else [])


def _confirmed(file: CaseFile, check: Check, rules: Rules, ports: Ports) -> PartyId | None:
    organisation, references = file.case.organisation, references_of(file.case)
    held = {
        party.id: _printed(held_of(party, references), organisation, ports.identity.prints)
        for party in file.parties
    }
    return confirmed_in(check, held, rules)


def _printed(forms: Forms, organisation: OrganisationId, prints: Fingerprints) -> Forms:
    return {
        item: frozenset(prints.of(organisation, item, form) for form in held)
        for item, held in forms.items()
    }


def _are_one_person(found: Sequence[Found]) -> bool:
    """Whether these are one person: by full name and date of birth, both held. Twins are two."""
    people = {_known_as(each) for each in found}
    return len(found) == 1 or (len(people) == 1 and None not in people)


def _known_as(found: Found) -> tuple[frozenset[str], str] | None:
    person: Party | None = found.file.party(found.party) if found.party else None
    if person is None or not names_held(person) or person.born_on is None:
        return None
    return names_held(person), birth_form(person.born_on)

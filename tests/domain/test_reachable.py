"""Nobody is promised a talk in a way that they said never to use, or cannot take part in (S2-28)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.domain.calls import Means
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import (
    Acknowledgement,
    Booking,
    CallBack,
    acknowledge,
    agree_callback,
    book,
)
from chalicelib.domain.errors import Invalid
from chalicelib.domain.needs import AccessNeeds, Format
from chalicelib.domain.parties import Channel, Party
from chalicelib.domain.reachable import why_not_meet
from tests.builders import (
    HANDLER,
    TERMS,
    a_party,
    a_receipt,
    an_intake,
    an_occasion,
    by_staff,
    london,
)

SLOT = london(date(2026, 12, 30), 10, 30)
SIGNS = AccessNeeds(formats=(Format.BSL_VIDEO,))
ASKED = "She uses a relay service and asked us to ring through it"


@pytest.mark.parametrize(
    ("person", "refused"),
    [
        pytest.param({}, (), id="somebody who can be called and met"),
        pytest.param({"never": (Channel.TELEPHONE,)}, ("telephone",), id="never by telephone"),
        pytest.param({"never": (Channel.MEETING,)}, ("in_person",), id="never face to face"),
        pytest.param({"never": (Channel.EMAIL,)}, (), id="never by email"),
        pytest.param({"needs": SIGNS}, ("telephone",), id="reads videos in BSL"),
        pytest.param({"needs": AccessNeeds(interpreter="BSL")}, ("telephone",), id="BSL interpreter"),
        pytest.param(
            {"needs": AccessNeeds(interpreter="British Sign Language")}, ("telephone",), id="signs"
        ),
        pytest.param({"needs": AccessNeeds(interpreter="lip-speaker")}, ("telephone",), id="lip-reads"),
        pytest.param({"needs": AccessNeeds(interpreter="Polish")}, (), id="speaks another language"),
        pytest.param({"needs": AccessNeeds(interpreter="Cosignese")}, (), id="no word about signs"),
    ],
)
def test_s2_28_each_way_of_talking_is_open_or_shut_to_somebody(
    person: dict[str, Any], refused: tuple[str, ...]
):
    shut = [means for means in Means if why_not_meet(a_party(**person), means)]

    assert tuple(map(str, shut)) == refused


def of(person: Party) -> CaseFile:
    return a_receipt(an_intake(party=person)).file


def called_back(person: Party, **asked: Any) -> Change:
    callback = CallBack(HANDLER.id, "When will the letter come?", SLOT, **asked)
    return agree_callback(of(person), callback, terms=TERMS, occasion=an_occasion(by=by_staff()))


def appointed(person: Party, means: Means, **asked: Any) -> Change:
    booking = Booking(HANDLER.id, SLOT, 30, means, **asked)
    return book(of(person), booking, terms=TERMS, occasion=an_occasion(by=by_staff()))


def test_no_call_is_agreed_with_somebody_who_cannot_hear_unless_they_asked_for_it():
    with pytest.raises(Invalid, match="They sign"):
        called_back(a_party(needs=SIGNS))

    (agreed,) = called_back(a_party(needs=SIGNS), asked_for_it=ASKED).events
    assert agreed.sealed is not None
    assert agreed.sealed.content["asked_for_it"] == ASKED
    assert ASKED not in str(agreed.facts)


def test_no_meeting_is_agreed_in_a_way_that_must_never_be_used():
    never = a_party(never=(Channel.MEETING,))

    with pytest.raises(Invalid) as refused:
        appointed(never, Means.IN_PERSON)

    assert [fault.field for fault in refused.value.faults] == ["means"]
    assert appointed(never, Means.VIDEO)
    assert appointed(never, Means.IN_PERSON, asked_for_it=ASKED)


def test_the_acknowledgement_offers_no_call_to_somebody_who_cannot_hear():
    offer = Acknowledgement(offered=(Channel.TELEPHONE,))
    file = of(a_party(needs=SIGNS))

    with pytest.raises(Invalid):
        acknowledge(file, offer, terms=TERMS, occasion=an_occasion(by=by_staff()))

    meeting = replace(offer, offered=(Channel.MEETING,))
    assert acknowledge(file, meeting, terms=TERMS, occasion=an_occasion(by=by_staff()))

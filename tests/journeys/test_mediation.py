"""Mediation with two agreements (S2-60, S2-103; issue 6, point 4)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.builders import CHRISTMAS_EVE
from tests.journeys.desk import MANAGER, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import complain, sign_in

BEGUN = {"mediator": "Ada Fairly", "independent": True, "text": "She wrote so on Monday"}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as made:
        yield made


@pytest.fixture
def desk(town: InProcess) -> Desk:
    desk = Desk(town, f"/api/cases/WLP-{complain(town)[2]}")
    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    return desk


def test_s2_60_mediation_begins_when_both_have_agreed_and_stops_no_clock(town: InProcess, desk: Desk):
    due = desk.deadline("6M")["due"]
    assert "Nobody asked for mediation" in desk.refused("mediation", **BEGUN)

    desk.does("mediation-proposal", wanted_by="person", text="She wants to talk")
    assert "Still to agree: the person and we" in desk.refused("mediation", **BEGUN)
    desk.does("mediation-answer", side="person", agreed=True, text="Yes")
    desk.does("mediation-answer", side="organisation", agreed=False, text="Not yet")
    assert "Still to agree: we" in desk.refused("mediation", **BEGUN)
    desk.does("mediation-answer", side="organisation", agreed=True, text="Now we do")
    desk.does("mediation", **BEGUN)
    desk.does("mediation-end", settled=True, text="They shook hands")

    six_months = desk.deadline("6M")
    assert (six_months["due"], six_months["stopped_at"]) == (due, None)
    page = sign_in(town, MANAGER).get(f"/staff/cases/{desk.href.rpartition('/')[2]}").text
    for told in ("Mediation begun", "Ada Fairly", "Both came to an agreement"):
        assert told in page


def test_s2_103_a_mediator_who_knows_one_side_mediates_nothing(desk: Desk):
    desk.does("mediation-proposal", wanted_by="organisation", text="We want to talk")
    for side in ("person", "organisation"):
        desk.does("mediation-answer", side=side, agreed=True, text="Yes")

    status, refused = desk.tries("mediation", **{**BEGUN, "independent": False})

    assert (status, refused["errors"][0]["field"]) == (422, "independent")

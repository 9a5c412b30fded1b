"""Each gate of the letter, alone: SC-9, S2-92. The whole scenario is `stories/sc_9.py`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chalicelib.domain.letters.sections import Section
from tests.journeys.desk import Desk
from tests.journeys.in_process import town_in_process
from tests.journeys.stories.sc_9 import GATES, RECEIVED, said_of, shared


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with town_in_process(RECEIVED) as town:
        yield shared(town)


@pytest.mark.parametrize("lacking", GATES)
def test_sc_9_a_letter_that_lacks_an_item_is_refused_by_its_number(desk: Desk, lacking: str):
    changed, refusal = GATES[lacking]

    assert any(said.startswith(refusal) for said in said_of(desk, **changed))


def test_s2_92_each_of_the_eleven_items_has_an_attempt_that_it_refuses():
    refused = {refusal.partition(":")[0] for _, refusal in GATES.values()}

    assert refused == {f"Item {section.number}" for section in Section}
    assert len(Section) == 11

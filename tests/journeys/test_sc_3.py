"""SC-3 where the stream is slow: what was sent and has not gone is held. The scenario is
`stories/sc_3.py`.
"""

from __future__ import annotations

from tests.conftest import FIRST_DAY
from tests.journeys.in_process import town_in_process
from tests.journeys.stories.sc_3 import DAUGHTER, RESPONSE, investigated, received


def test_sc_3_e_a_response_that_was_sent_and_has_not_gone_is_held_and_becomes_a_task():
    with town_in_process(FIRST_DAY) as town:
        desk = received(town)
        desk.does("acknowledgement", how="email", offered=["telephone"])
        said = {"purposes": ["discuss", "investigate"], "scope": "everything", "text": "She rang"}
        desk.does("consent", answer="agrees", answered_by="telephone", **said)
        investigated(desk)
        desk.signed_off()
        before = len(town.mails(DAUGHTER, "", expected=0))
        desk.does("response", **RESPONSE)
        desk.does("consent-withdrawal", text="She rang in that minute", said_by="telephone")

        assert len(town.mails(DAUGHTER, "", expected=0)) == before
        (held,) = (each for each in desk.case["messages"] if each["kind"] == "response")
        assert held["state"] == "failed"
        assert desk.case["next_step"]["code"] == "settle_message"

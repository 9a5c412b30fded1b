"""Staff whom a complaint concerns hear of it in writing, on a real table and by real mails (T5, T7)."""

from __future__ import annotations

from tests.builders import CHRISTMAS_EVE
from tests.journeys.desk import MANAGER, SECRETARY, Desk
from tests.journeys.in_process import town_in_process
from tests.journeys.stories.told import timeline
from tests.journeys.town import complain

SECRETARYS = "secretary@willow-lane"
ACCUSED = "The secretary never rang back, and Nurse Jo Porter saw it"


def test_s2_33_s2_86_whom_it_is_about_is_told_reads_it_alone_and_comments_on_what_was_found():
    with town_in_process(CHRISTMAS_EVE) as town:
        desk = Desk(town, f"/api/cases/WLP-{complain(town)[2]}")
        desk.does("acknowledgement", how="telephone", offered=["telephone"])
        desk.does("staff-concerned", name="Sam Secretary", concerned="staff_subject", staff=SECRETARY)
        desk.does("staff-concerned", name="Jo Porter", concerned="staff_witness")
        assert town.mails(SECRETARYS, "Something for you", expected=0) == [], "nobody is warned"

        desk.does("staff-told", person="1", words=ACCUSED)
        (told,) = town.mails(SECRETARYS, "Something for you to read", expected=1)
        assert "rang back" not in told.text
        own = f"/staff/copies/WLP-{desk.number}"
        assert own in told.text
        theirs = desk.visitor(SECRETARY)
        waiting = theirs.get(own)
        assert "rang back" not in waiting.text, "opening it is recorded, looking is not"
        read = theirs.send(f"{own}/openings", {"paper": waiting.value("paper")})
        assert "The secretary never rang back, and Nurse [name removed] saw it" in read.text
        assert "Exampleton Staff Support Line" in read.text
        assert desk.program(SECRETARY).get(desk.href)[0] == 403
        desk.version = 0
        seen = desk.visitor(MANAGER).get(desk.page).text
        assert "they opened it" in seen
        assert "Saw the complaint, was offered support" in seen

        desk.does("staff-told", person="2", words="You saw it")
        paper = timeline(desk, "staff.told")[0]
        printed = desk.visitor(MANAGER).get(f"{desk.page}/staff-papers/{paper['seq']}").text
        assert "For" in printed
        assert "You saw it" in printed

"""Who speaks for one member of a claim sees nothing of the others (S1-14, S1-29, S2-14)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.domain.casework.noting import Note, add_note
from chalicelib.domain.claim_members import members_of
from chalicelib.domain.claim_sight import FRAME, SHARED, members_unseen, seen_by
from chalicelib.domain.claim_standing import ClaimState, claim_state_of
from chalicelib.domain.damages import apportionment_of
from chalicelib.domain.documents.deeds import receive_document
from chalicelib.domain.documents.reading import documents_of
from chalicelib.domain.errors import NotAllowed
from chalicelib.domain.need_to_know import Knowledge, circle_of, require_knowledge
from chalicelib.domain.staff import Staff
from tests.builders import SCHEME, a_member_of_staff, an_occasion, by_staff
from tests.claim_way import ONE, OTHER, claims_on_their_way
from tests.domain.test_documents import an_upload
from tests.way import NOW

RUTH = replace(a_member_of_staff("Ruth Sandys", roles=("member_contact",)), id=ONE)
IVO = replace(a_member_of_staff("Ivo Trent", roles=("member_contact",)), id=OTHER)
A_STRANGER = a_member_of_staff("Sol Elsewhere", roles=("member_contact",))
A_HANDLER = a_member_of_staff("Hana Handler", roles=("claims_handler",))
SETTLED = claims_on_their_way()[-1]
"""A claim of two members that went all its way."""


@pytest.mark.parametrize(("reader", "own"), [(RUTH, "1"), (IVO, "2")], ids=["one", "the other"])
def test_s1_29_a_representative_sees_their_own_member_and_no_event_of_another(reader: Staff, own: str):
    seen = seen_by(SETTLED, reader, SCHEME.pack)

    assert [each.id for each in members_of(seen.events)] == [own]
    assert {e.facts["member"] for e in seen.history if "member" in e.facts} == {own}
    assert claim_state_of(seen.events) is ClaimState.CLOSED
    assert members_unseen(SETTLED, reader, SCHEME.pack) == 1


def test_s1_14_of_the_shares_a_representative_sees_their_own():
    seen = apportionment_of(seen_by(SETTLED, RUTH, SCHEME.pack).events)

    assert seen is not None
    assert seen.shares == {"1": 6_000}


def test_what_one_representative_wrote_and_handed_in_the_other_does_not_read():
    file, when = SETTLED, {"terms": SCHEME, "occasion": an_occasion(NOW, by_staff(ONE))}
    file = add_note(file, Note("We think the trust is to blame"), **when).file
    came = receive_document(file, an_upload("D2"), **when)
    assert came is not None
    file = came.file
    seen = seen_by(file, IVO, SCHEME.pack)

    by_ruth = [each for each in seen.history if each.by.id == ONE]
    assert {each.type for each in by_ruth} <= FRAME | SHARED
    assert not any(each.sealed for each in by_ruth if each.type in FRAME)
    assert len(documents_of(seen.events)) == len(documents_of(file.events)) - 1
    assert len(documents_of(seen_by(file, RUTH, SCHEME.pack).events)) == len(documents_of(file.events))


def test_the_claims_team_sees_all_of_it():
    assert seen_by(SETTLED, A_HANDLER, SCHEME.pack) is SETTLED
    assert members_unseen(SETTLED, A_HANDLER, SCHEME.pack) == 0


def test_s2_14_a_representative_of_a_member_that_is_not_behind_it_may_not_open_it():
    circle = circle_of(SETTLED)

    assert circle.knowledge(A_STRANGER, SCHEME.pack) is Knowledge.EXISTENCE
    assert circle.kept_out([RUTH, A_STRANGER, A_HANDLER], SCHEME.pack) == {A_STRANGER.id}
    with pytest.raises(NotAllowed, match="no member behind this claim"):
        require_knowledge(circle, A_STRANGER, SCHEME.pack)

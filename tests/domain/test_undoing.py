"""Undo, while nothing of it has gone to anybody: issue 6, point 8; docs/decisions/0083."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain import casework
from chalicelib.domain.addressees import Addressee, whoever_is_answered
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import Acknowledgement, assessing, ending, linking, nudging
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.casework.undoing import Undoing, undo, unlink_back
from chalicelib.domain.contact import ContactType
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.events import Actor, EventType, Happening, Occasion, first_break, system
from chalicelib.domain.folding import fold
from chalicelib.domain.grading import Grade, grade_of
from chalicelib.domain.links import How, links_of
from chalicelib.domain.messages import MessageKind, MessageState
from chalicelib.domain.owing import OWES
from chalicelib.domain.parties import Channel
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.sending import claimed
from chalicelib.domain.states import State
from chalicelib.domain.undoing import MINUTES, UNDOABLE, undoable_until, window
from chalicelib.domain.upkeep import as_told
from tests.builders import (
    CHRISTMAS_EVE,
    HANDLER,
    TERMS,
    a_file,
    an_occasion,
    by_staff,
)
from tests.way import in_every_state

PATIENCE = window(TERMS.pack)
DECIDED = CHRISTMAS_EVE + timedelta(hours=1)


def at(minutes: float = 0, by: Actor | None = None) -> Occasion:
    return an_occasion(DECIDED + timedelta(minutes=minutes), by or by_staff(), nonce=f"salt {minutes}")


def graded(file: CaseFile, *, minutes: float = 0, level: Grade = Grade.MAJOR) -> CaseFile:
    asked = assessing.Grading(level, "By its consequences")
    return assessing.grade(file, asked, terms=TERMS, occasion=at(minutes)).file


def given(file: CaseFile, *, minutes: float = 0) -> Change:
    return casework.assign(file, HANDLER, terms=TERMS, occasion=at(minutes))


def undone(file: CaseFile, *, minutes: float = 1, by: Actor | None = None) -> Change:
    return undo(file, Undoing(), terms=TERMS, occasion=at(minutes, by))


def refusal(file: CaseFile, *, minutes: float = 1, by: Actor | None = None) -> str:
    with pytest.raises(RuleBroken) as refused:
        undone(file, minutes=minutes, by=by)
    return str(refused.value)


def test_a_level_that_was_undone_counts_no_more_and_the_one_before_stands_again():
    before = graded(a_file(), level=Grade.MINOR)
    after = undone(graded(before, minutes=1), minutes=2).file

    assert grade_of(after.events) is Grade.MINOR
    assert [event.type for event in after.undone] == [EventType.CASE_GRADED]
    assert after.history[-2:] == (after.undone[0], after.events[-1])


def test_the_chain_of_a_case_in_which_something_was_undone_is_whole_and_tells_the_same_case():
    after = undone(given(a_file()).file).file

    assert first_break(after.history, after.case.head) is None
    assert fold(after.events) == after.case
    assert as_told(after) == after


def test_the_mail_about_something_that_can_be_undone_waits_and_never_goes_where_it_was():
    change = given(a_file())
    (mail,) = change.messages
    after = undone(change.file)

    assert (mail.kind, mail.state) == (MessageKind.ASSIGNMENT, MessageState.HELD)
    assert mail.look_again_at == DECIDED + PATIENCE
    assert [each.state for each in after.messages] == [MessageState.WITHDRAWN]
    assert after.messages[0].look_again_at is None


def test_whoever_had_the_case_has_it_again_and_the_initials_of_a_moment_still_find_it():
    file = a_file()
    given_away = given(file).file
    after = undone(given_away).file

    assert after.case.handler == file.case.handler
    assert after.case.reference == file.case.reference
    assert after.case.answers_to(given_away.case.reference)


def test_a_state_and_clocks_that_came_of_it_are_as_they_were():
    answered = in_every_state()[State.RESPONDED]
    closed = ending.close(
        answered, ending.Closing("Nothing is left to do"), terms=TERMS, occasion=at(120)
    ).file
    change = undone(closed, minutes=121)

    assert closed.case.state is State.CLOSED
    assert change.file.case.state is answered.case.state
    assert change.clocks == answered.clocks(TERMS)
    # A clock that only the closing began is taken out of the index that the tick reads.
    began = codes(closed) - codes(answered)
    assert began
    assert set(change.clocks_gone) == began


def codes(file: CaseFile) -> set[str]:
    return {clock.code for clock in file.clocks(TERMS)}


def test_it_can_be_undone_to_the_last_minute_and_not_later():
    file = graded(a_file())
    last = PATIENCE / timedelta(minutes=1)

    assert undoable_until(file, by_staff(), DECIDED, TERMS.pack) == DECIDED + PATIENCE
    assert undone(file, minutes=last)
    assert refusal(file, minutes=last + 0.1) == "It is too late: something can be undone for 5 minutes"


def test_nobody_undoes_what_somebody_else_did():
    assert "by who did it" in refusal(graded(a_file()), by=by_staff(HANDLER.id))


def test_what_somebody_did_since_is_undone_first_or_nothing_is():
    noted = casework.add_note(
        graded(a_file()),
        casework.Note("A note"),
        terms=TERMS,
        occasion=at(1, by_staff(HANDLER.id)),
    ).file

    assert refusal(noted, minutes=2).startswith("Somebody else did something since")


def test_what_the_system_did_since_stands_in_nobodys_way():
    change = given(a_file())
    message = next(m for m in change.file.messages if m.kind is MessageKind.RECEIPT)
    taken = casework.Taken("provider-1", ())
    sent = casework.message_sent(
        change.file, message, taken, terms=TERMS, occasion=at(0.5, system("delivery"))
    )

    after = undone(sent.file).file

    assert after.case.handler is None
    assert after.message(message.key).state is MessageState.SENT  # type: ignore[union-attr]


def test_nothing_is_undone_twice():
    assert refusal(undone(graded(a_file())).file, minutes=2) == "That was undone already"


def test_a_case_that_only_began_has_nothing_to_undo():
    assert refusal(a_file()) == "There is nothing to undo"


def test_what_a_mail_has_gone_about_is_not_undone():
    change = given(a_file())
    going = claimed(change.messages[0], DECIDED + PATIENCE)
    messages = tuple(going if m.key == going.key else m for m in change.file.messages)

    said = refusal(replace(change.file, messages=messages))

    assert said == "An email about it has gone, so it cannot be undone"


def test_what_others_were_told_is_not_undone():
    rang = Acknowledgement(how=Channel.TELEPHONE, offered=(Channel.TELEPHONE,))
    told = casework.acknowledge(a_file(), rang, terms=TERMS, occasion=at()).file

    assert refusal(told).startswith("This cannot be undone: others were told of it")


def test_a_link_is_undone_on_its_other_side_as_well_and_once():
    here, there = Reference("WLP", CaseNumber("123456")), a_file()
    noted = linking.link_back(there, here, How.RELATED, terms=TERMS, occasion=at(0, system("link")))
    assert noted is not None

    back = unlink_back(noted.file, here.number, terms=TERMS, occasion=at(1, system("link")))

    assert back is not None
    assert links_of(back.file.events) == ()
    assert unlink_back(back.file, here.number, terms=TERMS, occasion=at(2)) is None


def test_where_the_pack_gives_no_time_nothing_waits_and_nothing_is_undone():
    settings = {key: each for key, each in TERMS.pack.settings.items() if key != MINUTES}
    at_once = replace(TERMS, pack=replace(TERMS.pack, settings=settings))
    change = casework.assign(a_file(), HANDLER, terms=at_once, occasion=at())

    assert [each.state for each in change.messages] == [MessageState.OWED]
    with pytest.raises(RuleBroken):
        undo(change.file, Undoing(), terms=at_once, occasion=at())


def test_while_a_medical_need_waits_no_mail_is_held_back():
    file = in_every_state()[State.URGENT_HOLD]
    change = casework.assign(file, HANDLER, terms=TERMS, occasion=at(120))

    assert [each.state for each in change.messages] == [MessageState.OWED]


def test_a_nudge_waits_and_can_be_undone():
    with_handler = given(a_file()).file
    nudged = nudging.nudge(with_handler, nudging.Nudge(), terms=TERMS, occasion=at(10))

    assert [each.state for each in nudged.messages] == [MessageState.HELD]
    assert undone(nudged.file, minutes=11).messages[0].state is MessageState.WITHDRAWN


TO_COLLEAGUES = {MessageKind.ASSIGNMENT, MessageKind.NOTICE}


@pytest.mark.parametrize("event", sorted(UNDOABLE))
def test_what_can_be_undone_owes_mail_to_colleagues_only(event: EventType):
    owed: tuple[tuple[MessageKind, Addressee], ...] = OWES.get(event, ())

    by_itself = {kind for kind, whom in owed if whom is not whoever_is_answered}
    assert by_itself <= TO_COLLEAGUES, "whoever is answered is told only where a medium is named"


def test_an_event_that_is_told_to_the_person_cannot_be_undone_whatever_it_is():
    told = Happening(EventType.NOTE_ADDED, {"media": ["email"]})
    file = changed(a_file(), [told], terms=TERMS, occasion=at()).file

    assert refusal(file).startswith("This cannot be undone: others were told of it")


def test_a_concern_can_be_given_away_and_taken_back_too():
    concern = a_file(contact_type=ContactType.CONCERN)

    assert undone(given(concern).file).file.case.handler is None

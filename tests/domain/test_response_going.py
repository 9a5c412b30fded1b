"""The response is sent when every version of it has gone, and not before (S2-29, SC-9)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Dispatch, record_dispatch, responding
from chalicelib.domain.casework.delivering import Taken, message_sent
from chalicelib.domain.endings import ending_of
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.letters.kept import sent_letter
from chalicelib.domain.media import Medium
from chalicelib.domain.messages import Message, MessageKind, MessageState
from chalicelib.domain.needs import AccessNeeds, Format
from chalicelib.domain.parties import COMPLAINANT, Channel
from chalicelib.domain.policy import Action
from chalicelib.domain.sending import claimed
from chalicelib.domain.states import State
from chalicelib.domain.workflow import why_not
from infra.demo.letters import response_to
from tests.builders import TERMS
from tests.way import NOW, PARTNER_ROLE, SEND, after, in_every_state, occasion, send

POST = responding.ResponseSent(Channel.LETTER, PARTNER_ROLE)
MAIL = responding.ResponseSent(Channel.EMAIL, PARTNER_ROLE)
WHEN = {"terms": TERMS, "occasion": occasion()}


def approved(*formats: Format, may_email: bool = True) -> CaseFile:
    """A letter with both approvals, to somebody who needs these forms."""
    file = after(in_every_state()[State.AWAITING_SIGNOFF], *SEND[:2])
    person = file.party(COMPLAINANT)
    assert person is not None
    reader = replace(person, needs=AccessNeeds(formats), may_email=may_email)
    return replace(file, parties=(reader, *(p for p in file.parties if p.id != COMPLAINANT)))


def versions(file: CaseFile) -> dict[Medium, Message]:
    return {each.medium: each for each in file.messages if each.kind is MessageKind.RESPONSE}


def dispatched(file: CaseFile, medium: Medium) -> CaseFile:
    return record_dispatch(file, Dispatch(versions(file)[medium].key), **WHEN).file


def mailed(file: CaseFile) -> CaseFile:
    taken = claimed(versions(file)[Medium.EMAIL], NOW)
    return message_sent(file, taken, Taken("mail-1"), **WHEN).file


def test_sc_9_a_response_in_braille_is_not_sent_while_the_braille_has_not_gone():
    ready = send(approved(Format.BRAILLE), MAIL, **WHEN).file

    by_mail = mailed(ready)

    assert by_mail.case.state is State.AWAITING_SIGNOFF
    assert ending_of(by_mail.events).resolved_at is None
    whole = dispatched(by_mail, Medium.BRAILLE)
    assert whole.case.state is State.RESPONDED
    assert sent_letter(whole.events) == sent_letter(ready.events)


@pytest.mark.parametrize("way", [MAIL, POST])
def test_sc_13_b_a_response_to_whoever_reads_polish_is_not_sent_while_its_translation_has_not_gone(
    way: responding.ResponseSent,
):
    file = approved()
    reader = replace(file.parties[0], language="pl")
    ready = send(replace(file, parties=(reader, *file.parties[1:])), way, **WHEN).file
    first = Medium.EMAIL if way is MAIL else Medium.LETTER
    assert set(versions(ready)) == {first, Medium.TRANSLATION}

    english = mailed(ready) if way is MAIL else dispatched(ready, first)

    assert english.case.state is State.AWAITING_SIGNOFF
    assert dispatched(english, Medium.TRANSLATION).case.state is State.RESPONDED


def test_a_mail_alone_is_sent_at_once():
    assert send(approved(), MAIL, **WHEN).file.case.state is State.RESPONDED


def test_a_letter_that_waits_for_the_post_can_still_be_changed_and_then_none_of_it_goes():
    ready = send(approved(), POST, **WHEN).file

    back = responding.change_letter(ready, responding.LetterChange("A name is wrong"), **WHEN).file

    assert back.case.state is State.SHARED_WITH_STAFF
    assert versions(back)[Medium.LETTER].state is MessageState.REPLACED
    assert sent_letter(back.events) is None


def test_once_a_version_has_gone_the_others_must_say_the_same():
    ready = mailed(send(approved(Format.BRAILLE), MAIL, **WHEN).file)

    with pytest.raises(RuleBroken, match="gone already"):
        responding.draft_letter(ready, response_to("Nobody rang"), **WHEN)


def test_it_is_made_ready_once():
    ready = send(approved(), POST, **WHEN).file

    assert why_not(approved(), Action.SEND_RESPONSE, TERMS) == ""
    assert "ready already" in why_not(ready, Action.SEND_RESPONSE, TERMS)

"""One case: what staff see of it and do to it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from chalice.test import Client

from chalicelib.application.casework import Request as CaseRequest
from chalicelib.application.open_case import open_case
from chalicelib.domain.contact import ContactType
from chalicelib.domain.errors import MailRefused
from chalicelib.domain.events import PUBLIC, EventType
from chalicelib.domain.messages import MessageState
from chalicelib.domain.reference import Reference
from chalicelib.domain.states import State
from tests.asking import note_case
from tests.builders import CHRISTMAS_EVE, OFFICE, PRACTICE, a_party, an_intake, london
from tests.entry.visitors import Browser, said, version_of
from tests.fakes import FakeWorld


def path(reference: Reference, more: str = "") -> str:
    return f"/staff/cases/{reference.in_url}{more}"


def events(world: FakeWorld, reference: Reference) -> list[EventType]:
    return [event.type for event in world.cases.load(reference.number).events]


def test_a_case_shows_who_what_by_when_and_what_next(manager: Browser, reference: Reference):
    words = said(manager.get(path(reference)))

    assert "WLP/100001 Asha Verity-Example" in words
    assert "Not acknowledged yet" in words
    assert "Acknowledge and offer to discuss by Thursday 31 December 2026" in words
    assert "Next step Acknowledge and offer to discuss" in words
    assert "Nobody rang me about my blood test for three weeks." in words
    assert "Preferred ways Telephone, then email" in words
    assert "Agreed to email Yes" in words


def test_the_working_names_every_day_that_counted_and_why_the_others_did_not(
    manager: Browser, reference: Reference
):
    words = said(manager.get(path(reference)))

    assert "Thursday 24 December 2026 Day 0" in words
    assert "Friday 25 December 2026 Not counted: Christmas Day" in words
    assert "Monday 28 December 2026 Not counted: Boxing Day (substitute day)" in words
    assert "Tuesday 29 December 2026 Working day 1" in words
    assert "Thursday 31 December 2026 Working day 3, the last in time" in words
    assert "SI 2009/309 regulation 13(3)" in words
    assert "gp-practice v1" in words


def test_what_people_typed_is_shown_as_they_typed_it(world: FakeWorld, manager: Browser):
    story = "First line\n  second <b>line</b> {{ 7*7 }} 🙂\nلم أتمكن"
    intake = an_intake(what_happened=story)
    reference = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference

    page = manager.get(path(reference)).body.decode()

    assert (
        '<div class="candour-words" dir="auto">First line\n'
        "  second &lt;b&gt;line&lt;/b&gt; {{ 7*7 }} 🙂\nلم أتمكن</div>"
    ) in page


def test_a_case_under_earlier_initials_leads_to_its_present_reference(
    world: FakeWorld, manager: Browser, reference: Reference
):
    manager.post(
        path(reference, "/do/assignment"), version=version_of(world, reference), handler="case.handler"
    )

    answer = manager.get(path(reference))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/cases/HAL-100001")


@pytest.mark.parametrize("written", ["ABC-999999", "ZZZ-100001", "nonsense", "WLP-1"])
def test_a_case_that_is_not_there_is_not_found(manager: Browser, reference: Reference, written: str):
    assert manager.get(f"/staff/cases/{written}").status_code == 404


def test_an_acknowledgement_by_mail_with_an_offer_stops_the_clock_and_owes_the_mail(
    world: FakeWorld, manager: Browser, reference: Reference
):
    answer = manager.post(
        path(reference, "/do/acknowledgement"),
        version=version_of(world, reference),
        how="email",
        offered=["telephone", "meeting"],
        when="now",
        words="Dear Asha,\nthank you.",
    )

    file = world.cases.load(reference.number)
    assert answer.headers["Location"] == path(reference) + "?done=acknowledgement"
    assert file.case.state is State.ACKNOWLEDGED
    assert file.events[-2].sealed.content == {"words": "Dear Asha,\nthank you."}
    assert file.message("acknowledgement.4").state is MessageState.OWED


def test_an_acknowledgement_without_an_offer_leaves_the_offer_as_the_next_step(
    world: FakeWorld, manager: Browser, reference: Reference
):
    world.clock.forward(timedelta(hours=2))
    manager.post(
        path(reference, "/do/acknowledgement"),
        version=version_of(world, reference),
        how="letter",
        when="earlier",
        **{
            "happened_at-day": "24",
            "happened_at-month": "12",
            "happened_at-year": "2026",
            "happened_at-time": "4.30pm",
        },
    )

    file, words = world.cases.load(reference.number), said(manager.get(path(reference)))
    assert file.case.state is State.RECEIVED
    assert file.case.acknowledged_at == london(date(2026, 12, 24), 16, 30)
    assert "Next step Offer to discuss" in words
    assert "Still needed: the offer to discuss" in words


def test_a_mail_goes_now_even_where_the_discussion_was_offered_earlier(
    world: FakeWorld, manager: Browser, reference: Reference
):
    world.clock.forward(timedelta(days=5))
    manager.post(
        path(reference, "/do/acknowledgement"),
        version=version_of(world, reference),
        how="email",
        offered="telephone",
        when="earlier",
        **{"happened_at-day": "24 12 2026", "happened_at-time": "4pm"},
    )

    case = world.cases.load(reference.number).case
    assert case.acknowledged_at == CHRISTMAS_EVE + timedelta(days=5)
    assert case.discussion_offered_at == london(date(2026, 12, 24), 16)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({}, "Say how you acknowledged it", id="nothing chosen"),
        pytest.param(
            {"how": "letter", "when": "earlier", "happened_at-day": "24 12 2026"},
            "The date and time must include a time",
            id="no time",
        ),
        pytest.param(
            {"how": "letter", "when": "earlier", "happened_at-time": "4pm"},
            "Enter the date and time",
            id="no date",
        ),
        pytest.param(
            {
                "how": "letter",
                "when": "earlier",
                "happened_at-day": "1 12 2026",
                "happened_at-time": "9:00",
            },
            "cannot be before the complaint was received",
            id="before it was received",
        ),
        pytest.param({"how": "pigeon"}, "Choose from the list", id="a way that does not exist"),
    ],
)
def test_an_acknowledgement_that_cannot_be_is_answered_beside_the_form_with_all_that_was_typed(
    world: FakeWorld,
    manager: Browser,
    reference: Reference,
    fields: dict[str, str],
    words: str,
):
    answer = manager.post(
        path(reference, "/do/acknowledgement"),
        version=version_of(world, reference),
        words="My own words",
        **fields,
    )

    assert answer.status_code == 422
    assert words in said(answer)
    assert "\nMy own words</textarea>" in answer.body.decode()
    assert answer.body.decode().startswith("<!DOCTYPE html>")


def test_e_mail_is_not_offered_to_whoever_did_not_agree_and_refused_if_asked_for(
    world: FakeWorld, manager: Browser
):
    intake = an_intake(party=a_party(may_email=False))
    reference = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference

    page = manager.get(path(reference, "/do/acknowledgement")).body.decode()
    answer = manager.post(
        path(reference, "/do/acknowledgement"), version=1, how="email", offered="telephone"
    )

    assert 'name="how" type="radio" value="email"' not in page
    assert answer.status_code == 409
    assert "This person has not agreed to email" in said(answer)


def test_giving_a_case_away_changes_its_reference_and_tells_the_new_handler(
    world: FakeWorld, manager: Browser, reference: Reference
):
    answer = manager.post(
        path(reference, "/do/assignment"),
        version=version_of(world, reference),
        handler="case.handler",
    )

    assert answer.headers["Location"] == "/staff/cases/HAL-100001?done=assignment"
    assert "The case has a new handler" in said(manager.get(answer.headers["Location"]))
    world.deliver()
    assert len(world.mail.to("hal.handler@willow-lane.example")) == 1


@pytest.mark.parametrize(
    ("handler", "status"),
    [("", 422), ("stranger", 422), ("reception", 409)],
    ids=["nobody", "a stranger", "somebody without cases"],
)
def test_a_case_goes_only_to_people_who_handle_cases(
    world: FakeWorld, manager: Browser, reference: Reference, handler: str, status: int
):
    answer = manager.post(
        path(reference, "/do/assignment"), version=version_of(world, reference), handler=handler
    )

    assert answer.status_code == status
    assert world.cases.load(reference.number).case.handler is None


def test_a_note_is_kept_as_typed_and_shown_first_in_the_timeline(
    world: FakeWorld, manager: Browser, reference: Reference
):
    answer = manager.post(
        path(reference, "/do/notes"),
        version=version_of(world, reference),
        text="Rang her.\r\nShe agrees <gladly>.",
    )

    page = manager.get(answer.headers["Location"])
    assert "Note Mira Manager, 24 December 2026 at 3:10pm Rang her." in said(page)
    assert "Rang her.\nShe agrees &lt;gladly&gt;." in page.body.decode()


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 20_001], ids=["nothing", "blank", "too long"])
def test_a_note_that_says_nothing_or_too_much_is_answered_beside_it(
    world: FakeWorld, manager: Browser, reference: Reference, text: str
):
    answer = manager.post(path(reference, "/do/notes"), version=version_of(world, reference), text=text)

    assert answer.status_code == 422
    assert EventType.NOTE_ADDED not in events(world, reference)


def test_the_second_of_two_people_is_told_what_changed_and_keeps_what_they_typed(
    world: FakeWorld, manager: Browser, reference: Reference
):
    seen = version_of(world, reference)
    note_case(CaseRequest(OFFICE, reference, seen), "I rang her already.", world.ports)

    refused = manager.post(path(reference, "/do/notes"), version=seen, text="I will ring her.")

    assert refused.status_code == 409
    words, page = said(refused), refused.body.decode()
    assert "Somebody else changed this case while you were working on it" in words
    assert "Note Oona Office, 24 December 2026 at 3:10pm I rang her already." in words
    assert "\nI will ring her.</textarea>" in page
    assert f'name="version" value="{seen + 1}"' in page
    again = manager.post(path(reference, "/do/notes"), version=seen + 1, text="I will ring her.")
    assert again.status_code == 303


def test_pressing_twice_makes_one_note_and_says_so(
    world: FakeWorld, manager: Browser, reference: Reference
):
    seen = version_of(world, reference)
    manager.post(path(reference, "/do/notes"), version=seen, text="Once.")

    second = manager.post(path(reference, "/do/notes"), version=seen, text="Once.")

    assert second.status_code == 409
    assert "You changed this case already" in said(second)
    assert events(world, reference).count(EventType.NOTE_ADDED) == 1


def test_a_mail_sent_meanwhile_by_the_system_surprises_nobody(world: FakeWorld, manager: Browser):
    reference = open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    seen = version_of(world, reference)
    world.deliver()

    assert manager.post(path(reference, "/do/notes"), version=seen, text="x").status_code == 303


def test_words_for_a_complaint_that_somebody_else_acknowledged_meanwhile_are_not_lost(
    world: FakeWorld, manager: Browser, reference: Reference
):
    seen = version_of(world, reference)
    acknowledgement = {"how": "email", "offered": "telephone", "words": "Dear Asha, this took an hour"}
    manager.post(path(reference, "/do/acknowledgement"), version=seen, **acknowledgement)

    answer = manager.post(path(reference, "/do/acknowledgement"), version=seen, **acknowledgement)

    assert answer.status_code == 409
    assert "Dear Asha, this took an hour" in said(answer)


def test_a_message_that_did_not_arrive_comes_first_and_can_be_sent_again(
    world: FakeWorld, manager: Browser, reference: Reference
):
    manager.post(
        path(reference, "/do/acknowledgement"),
        version=version_of(world, reference),
        how="email",
        offered="telephone",
    )
    world.mail.failing = [MailRefused("no such mailbox")]
    world.deliver()

    words = said(manager.get(path(reference)))
    answer = manager.post(
        path(reference, "/do/settlement"),
        version=version_of(world, reference),
        message="acknowledgement.4",
        settlement="send_again",
    )

    assert "Next step Decide about a message that did not arrive" in words
    assert "Acknowledgement to Asha Verity-Example: not delivered" in words
    assert answer.status_code == 303
    world.deliver()
    message = world.cases.load(reference.number).message("acknowledgement.4")
    assert message.state is MessageState.SENT


def test_a_compliment_is_not_formally_acknowledged_and_the_page_says_why(
    world: FakeWorld, manager: Browser
):
    intake = an_intake(contact_type=ContactType.COMPLIMENT)
    reference = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference

    words = said(manager.get(path(reference)))
    answer = manager.post(
        path(reference, "/do/acknowledgement"), version=1, how="letter", offered="telephone"
    )

    assert "Only a complaint is formally acknowledged" in words
    assert answer.status_code == 409


def test_whoever_may_only_read_and_note_sees_why_the_rest_is_not_theirs(
    app_client: Client, reference: Reference
):
    words = said(Browser(app_client, "partner").get(path(reference)))

    assert "It can be done by: Case handler, Office manager, Complaints manager" in words
    assert "Give it to" not in words.replace("Give it to a handler", "")


def test_whoever_may_not_assign_is_refused_at_the_door_too(
    world: FakeWorld, app_client: Client, reference: Reference
):
    answer = Browser(app_client, "reception").post(
        path(reference, "/do/assignment"), version=1, handler="case.handler"
    )

    assert answer.status_code == 403
    assert world.cases.load(reference.number).case.handler is None


def test_a_form_without_its_version_changes_nothing(
    world: FakeWorld, manager: Browser, reference: Reference
):
    answer = manager.post(path(reference, "/do/notes"), text="x")

    assert answer.status_code == 422
    assert "Open the case again" in said(answer)


def test_a_form_from_another_site_changes_nothing(
    world: FakeWorld, app_client: Client, reference: Reference
):
    answer = app_client.http.post(
        path(reference, "/do/notes"),
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "session=complaints.manager; visit=mine",
        },
        body=b"version=4&text=forged&csrf=guessed",
    )

    assert answer.status_code == 403
    assert EventType.NOTE_ADDED not in events(world, reference)


def test_the_address_after_a_change_names_no_person(
    world: FakeWorld, manager: Browser, reference: Reference
):
    answer = manager.post(
        path(reference, "/do/notes"), version=version_of(world, reference), text="Asha said yes"
    )

    assert answer.headers["Location"] == path(reference) + "?done=notes"


def test_the_dates_still_to_be_met_stand_first_and_at_most_three_beside_the_name(
    manager: Browser, reference: Reference
):
    head, _, body = said(manager.get(path(reference))).partition("What they told us")
    titles = ("Acknowledge and offer to discuss", "Respond within six months", "Review a case")

    places = [body.index(title) for title in titles]

    assert places == sorted(places)
    assert all(title in head for title in titles)

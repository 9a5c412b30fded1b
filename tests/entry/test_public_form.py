"""The complaint form, as somebody at a browser meets it."""

from __future__ import annotations

import pytest

from chalicelib.entry.drafts import MOST_KEPT
from chalicelib.presentation.questions import STEPS
from tests.fakes import FakeWorld
from tests.visitor import ANSWERS, Visitor


def test_a_whole_complaint_ends_with_its_reference_and_the_date_of_our_reply(visitor: Visitor):
    seen = visitor.complain()

    assert seen.path == "/complaints/WLP-100001/received"
    assert "WLP/100001" in seen.text
    assert "By Thursday 31 December 2026 we will reply to you" in seen.text


def test_the_case_holds_what_was_typed(visitor: Visitor, world: FakeWorld):
    visitor.complain()

    (file,) = world.cases.files.values()
    person = file.complainant
    assert person is not None
    assert person.full_name == "Asha Verity-Example"
    assert person.channels == ("telephone", "email")


def test_the_receipt_and_the_alert_follow_by_mail(visitor: Visitor, world: FakeWorld):
    visitor.complain()
    world.deliver()

    assert len(world.mail.to("asha@patients.example")) == 1
    assert len(world.mail.sent) == 2


@pytest.mark.parametrize(
    ("may_email", "said"), [("yes", "We are sending an email"), ("no", "We will not email you")]
)
def test_the_confirmation_says_whether_a_mail_is_sent(visitor: Visitor, may_email: str, said: str):
    visitor.fill_in()
    visitor.send("/complain/keep-in-touch", {"best_channel": "telephone"})
    visitor.send("/complain/email", {"may_email": may_email})

    assert said in visitor.post("/complain/check").text


def test_urgent_help_stands_before_anything_is_asked_and_before_the_story(visitor: Visitor):
    visitor.fill_in(until="what-happened")
    for path in ("/", "/complain", "/complain/what-happened"):
        html = visitor.get(path).html
        question = html.find("<textarea")
        assert 0 < html.index("999") < (question if question > 0 else len(html))


@pytest.mark.parametrize("step", [step.slug for step in STEPS[1:]] + ["check"])
def test_a_step_that_comes_too_early_leads_to_the_first_unanswered_one(visitor: Visitor, step: str):
    assert visitor.get(f"/complain/{step}").path == "/complain/help-first"


def test_after_some_answers_the_first_unanswered_step_is_next(visitor: Visitor):
    visitor.fill_in(until="what-you-want")

    assert visitor.get("/complain/check").path == "/complain/what-you-want"
    assert visitor.get("/complain/when").path == "/complain/when"


TOO_LONG = "x" * 20_001
WRONG = {
    "where": {"happened_where": TOO_LONG},
    "what-you-want": {"desired_outcome": TOO_LONG},
    "how": {"handling_preferences": TOO_LONG},
    "keep-in-touch": {"best_channel": "email", "never": "email"},
    "formats": {"formats": "smoke_signals"},
    "support": {"support": TOO_LONG},
}
"""What is wrong on the pages that can be left empty."""


@pytest.mark.parametrize("step", ANSWERS)
def test_every_step_answered_wrongly_says_so_in_title_summary_and_field(visitor: Visitor, step: str):
    visitor.fill_in(until=step)
    wrong = dict.fromkeys(ANSWERS[step], "") | WRONG.get(step, {})

    seen = visitor.send(f"/complain/{step}", wrong)

    assert seen.status == 422
    assert seen.title.startswith("Error: ")
    assert "There is a problem" in seen.text
    assert 'class="nhsuk-error-message"' in seen.html
    for field in seen.html.split('<a href="#')[1:]:
        name = field.partition('"')[0]
        assert f'id="{name}"' in seen.html


def test_what_was_typed_wrongly_is_still_there_afterwards(visitor: Visitor):
    visitor.fill_in(until="name")
    seen = visitor.send("/complain/name", {"first_name": "Zoë <b>", "last_name": ""})

    for page in (seen, visitor.get("/complain/name")):
        assert page.value("first_name") == "Zoë <b>"

    visitor.send("/complain/name", ANSWERS["name"])
    seen = visitor.send("/complain/birth", ANSWERS["birth"] | {"date_of_birth-month": "Smarch"})

    for page in (seen, visitor.get("/complain/birth")):
        assert page.value("date_of_birth-month") == "Smarch"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("A" * 200, id="a name of 200 characters"),
        pytest.param("😀 مرحبا שלום", id="emoji and right to left"),
        pytest.param("</textarea><script>alert(1)</script>", id="markup"),
        pytest.param("{{ 7 * 7 }} {% raw %} %(x)s {0}", id="template syntax"),
        pytest.param("' \" & < >", id="quotes"),
    ],
)
def test_whatever_is_typed_is_shown_and_stored_as_typed(visitor: Visitor, world: FakeWorld, typed: str):
    visitor.fill_in()
    visitor.send("/complain/what-happened", {"what_happened": f"one\n{typed}"})
    visitor.send("/complain/name", ANSWERS["name"] | {"first_name": typed})

    assert visitor.get("/complain/what-happened").value("what_happened") == f"one\n{typed}"
    assert visitor.get("/complain/name").value("first_name") == typed
    assert "<script>alert" not in visitor.get("/complain/check").html
    visitor.post("/complain/check")
    (file,) = world.cases.files.values()
    assert file.complainant is not None
    assert file.complainant.first_name == typed
    assert file.events[0].sealed is not None
    assert file.events[0].sealed.content["what_happened"] == f"one\n{typed}"


def test_the_dates_to_check_are_shown_as_they_were_understood(visitor: Visitor):
    seen = visitor.fill_in()

    assert seen.path == "/complain/check"
    assert "27 March 1957" in seen.text
    assert "1 March 2026" in seen.text


def test_changing_an_answer_leads_back_to_the_check(visitor: Visitor):
    visitor.fill_in()
    asked = visitor.get("/complain/what-you-want?change=1")
    assert 'name="change" value="1"' in asked.html

    seen = visitor.send("/complain/what-you-want", {"desired_outcome": "Sorry", "change": "1"})

    assert seen.path == "/complain/check"
    assert "Sorry" in seen.text


def test_sending_twice_makes_one_case_and_shows_the_same_reference(visitor: Visitor, world: FakeWorld):
    visitor.fill_in()
    before = dict(visitor.cookies)

    first = visitor.post("/complain/check")
    again = visitor.post("/complain/check")
    visitor.cookies = before
    resent = visitor.post("/complain/check")

    assert first.path == again.path == resent.path
    assert len(world.cases.files) == 1


def test_a_second_complaint_from_the_same_browser_is_a_second_case(visitor: Visitor, world: FakeWorld):
    first, second = visitor.complain(), visitor.complain()

    assert first.path != second.path
    assert len(world.cases.files) == 2


def test_a_new_complaint_after_a_lost_answer_is_not_taken_for_the_old_one(
    visitor: Visitor, world: FakeWorld
):
    visitor.fill_in()
    lost = dict(visitor.cookies)
    visitor.post("/complain/check")
    visitor.cookies = lost

    visitor.complain()

    assert len(world.cases.files) == 2


def test_another_browser_learns_nothing_from_the_address_of_a_confirmation(visitor: Visitor):
    sent = visitor.complain()
    visitor.cookies.clear()

    real, invented = visitor.get(sent.path), visitor.get("/complaints/XYZ-999999/received")

    assert real.text == invented.text
    assert "This page is private" in real.text
    assert visitor.get("/complaints/nonsense/received").text == real.text


def test_whoever_shares_a_computer_can_delete_what_was_typed(visitor: Visitor, world: FakeWorld):
    visitor.fill_in(until="name")
    assert "Somebody has begun this form" in visitor.get("/complain").text

    seen = visitor.post("/complain")

    assert seen.value("what_happened") == ""
    assert not any(world.cases.drafts.values())


def test_a_form_too_large_to_keep_is_shown_again_in_full(visitor: Visitor, world: FakeWorld):
    story = "x" * (MOST_KEPT + 1)

    visitor.get("/complain/kind")
    seen = visitor.send("/complain/what-happened", {"what_happened": story})

    assert seen.status == 422
    assert seen.value("what_happened") == story
    assert not world.cases.drafts


def test_a_form_of_a_megabyte_is_refused_politely(visitor: Visitor):
    visitor.get("/complain/kind")

    seen = visitor.send("/complain/what-happened", {"what_happened": "x" * 1_000_001})

    assert seen.status == 413
    assert "shorten your answer" in seen.text


def test_a_form_without_our_token_is_refused(visitor: Visitor, world: FakeWorld):
    visitor.get("/complain/kind")
    visitor.token = "forged"

    assert visitor.send("/complain/what-happened", ANSWERS["what-happened"]).status == 403
    assert not world.cases.drafts


def test_an_unknown_step_is_a_page_that_says_so(visitor: Visitor):
    seen = visitor.get("/complain/nowhere")

    assert seen.status == 404
    assert "Page not found" in seen.text


@pytest.mark.parametrize("path", ["/", "/complain", "/privacy"])
def test_the_public_pages_say_how_else_to_reach_the_practice(visitor: Visitor, path: str):
    assert "Call 01632 960 010" in visitor.get(path).html


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/static/candour.css?v=1", "text/css; charset=utf-8"),
        ("/static/supported.js", "text/javascript; charset=utf-8"),
        ("/static/candour.svg", "image/svg+xml"),
    ],
)
def test_our_styles_scripts_and_drawings_are_served_without_cookies(
    visitor: Visitor, path: str, kind: str
):
    headers = visitor.get(path).headers

    assert headers["Content-Type"] == kind
    assert "Set-Cookie" not in headers
    assert headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2F..%2Fapp.py",
        "/static/%2e%2e/settings.py",
        "/static/nhsuk/..%2f..%2fsettings.py",
        "/static/none.css",
        "/static/nhsuk/made-from",
    ],
)
def test_nothing_but_a_served_file_can_be_asked_for(visitor: Visitor, path: str):
    assert visitor.get(path).status == 404

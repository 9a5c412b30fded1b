"""Everything that the public reads can be read at the age of eleven.

Flesch and Kincaid's grade counts years at school, which begin at the age of five. Short texts swing: a
page is measured as a whole, its headings and list items as sentences of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
import textstat

from chalicelib.application.open_case import open_case
from chalicelib.domain.case import Change
from chalicelib.domain.casework import changed
from chalicelib.domain.casework.asking_consent import ConsentRequest, ask_consent
from chalicelib.domain.casework.contributing import ContributionRequest, ask_contribution
from chalicelib.domain.consent import Purpose
from chalicelib.domain.events import PUBLIC, EventType, Happening
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import PATIENT, Channel
from chalicelib.domain.representation import Basis, Standing
from chalicelib.entry.doors import ANYONE, STATEMENTS, Kind
from chalicelib.presentation.correspondence import TO_STAFF, Correspondence
from chalicelib.presentation.language import ENGLISH
from chalicelib.presentation.urls import Urls
from tests.builders import PRACTICE, TERMS, a_party, an_intake, an_occasion, by_staff
from tests.fakes import FakeWorld
from tests.presentation.test_correspondence import MAILS, WORDS
from tests.presentation.test_mail_languages import mail_in
from tests.visitor import ANSWERS, Seen, Visitor

OLDEST = 11
"""Years. Source: issue 4, "How it is shown": 9 to 11."""
SCHOOL_BEGINS = 5

NAMES = (
    PRACTICE.name,
    PRACTICE.address,
    PRACTICE.email,
    *(c.name for c in TERMS.pack.contacts.values()),
)
BLOCK = re.compile(r"</?(?:p|li|h[1-6]|div|dt|dd|label|legend|button|a|td|th|br|section)\b[^>]*>")


def reading_age(html: str) -> float:
    """The age at which somebody can read the main part of a page, or a mail."""
    main = html.partition("<main")[2].partition("</main>")[0] or html.partition("<body")[2]
    without_typed = re.sub(r"<(textarea|script|style)\b.*?</\1>", " ", main, flags=re.S)
    blocks = BLOCK.split(without_typed)
    texts = [" ".join(unescape(re.sub(r"<[^>]+>", " ", block)).split()) for block in blocks]
    sentences = [text if text[-1] in ".!?:" else f"{text}." for text in texts if text]
    return SCHOOL_BEGINS + float(textstat.flesch_kincaid_grade(_without_names(" ".join(sentences))))


def _without_names(text: str) -> str:
    for name in (*NAMES, WORDS):
        text = text.replace(name, "us")
    return re.sub(r"\S+(?:@|://)\S+|[\d/:-]{3,}", "", text)


Walk = Callable[[Visitor, FakeWorld], Seen]


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))


def _after_the_form(path: str) -> Walk:
    """Where somebody is who has filled in the whole form."""

    def walk(visitor: Visitor, world: FakeWorld) -> Seen:
        visitor.fill_in()
        return visitor.get(path)

    return walk


def _every_step(visitor: Visitor, world: FakeWorld) -> Seen:
    """The whole form as one text: what is asked on one page is too short to be measured."""
    visitor.fill_in()
    pages = [visitor.get(f"/complain/{step}") for step in ANSWERS]
    return replace(pages[0], html="<body>" + "".join(_main(page) for page in pages))


def _main(page: Seen) -> str:
    return page.html.partition("<main")[2].partition("</main>")[0]


def _in_danger(visitor: Visitor, world: FakeWorld) -> Seen:
    visitor.fill_in()
    danger = {"what_happened": "I have chest pain, I want to die, my dad hits me, he has a knife"}
    return visitor.send("/complain/what-happened", danger)


def _sent(visitor: Visitor, world: FakeWorld) -> Seen:
    visitor.fill_in()
    return visitor.post("/complain/check")


def _kept(visitor: Visitor, world: FakeWorld) -> Seen:
    visitor.fill_in()
    return visitor.send("/save-for-later", {"address": "asha@patients.example"})


def _let_in(path: str) -> Walk:
    """A page of one's own complaint, to which a plan was proposed."""

    def walk(visitor: Visitor, world: FakeWorld) -> Seen:
        reference = open_case(
            an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports
        ).reference
        plan = Happening(EventType.PLAN_SENT, {"respond_by": "2027-02-12"}, {"steps": "We ask"})
        file, occasion = world.cases.load(reference.number), an_occasion(by=by_staff())
        world.cases.save(changed(file, [plan], terms=TERMS, occasion=occasion))
        visitor.get("/follow")
        who = {"way": "reference", "reference": str(reference), "full_name": "Asha Verity-Example"}
        visitor.send("/follow", who)
        world.deliver()
        code = world.prints.code_of(next(iter(world.doorkeeper.opens)))
        visitor.send("/follow/code", {"code": code})
        return visitor.get(path)

    return walk


def _asked(visitor: Visitor, world: FakeWorld) -> Seen:
    """The question to a patient for whom somebody complained."""
    mother = a_party(id=PATIENT, first_name="Nell", last_name="Olderly", email="")
    intake = an_intake(standing=Standing.REPRESENTATIVE, basis=Basis.ASKED)
    intake = replace(intake, parties=(*intake.parties, mother))
    reference = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    file, occasion = world.cases.load(reference.number), an_occasion(by=by_staff())
    asked = ConsentRequest((Purpose.DISCUSS,), Channel.EMAIL, email="nell@patients.example")
    world.cases.save(ask_consent(file, asked, terms=TERMS, occasion=occasion))
    world.deliver()
    (mail,) = world.mail.to("nell@patients.example")
    link = re.search(r"http://candour\.test(\S*/consent/\S+)", mail.text)
    assert link
    visitor.get(link[1])
    born = {"date_of_birth-day": "27", "date_of_birth-month": "3", "date_of_birth-year": "1957"}
    return visitor.send(link[1], born)


def _agreed(visitor: Visitor, world: FakeWorld) -> Seen:
    asked = _asked(visitor, world)
    return visitor.send(asked.path, {"answer": "no"})


def _contributing(page: str) -> Walk:
    """What somebody without an account sees who was asked for their part."""

    def walk(visitor: Visitor, world: FakeWorld) -> Seen:
        reference = open_case(
            an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports
        ).reference
        occasion = an_occasion(by=by_staff())
        asked = ContributionRequest(
            "A ward",
            "You saw them.",
            date(2027, 1, 20),
            consented=True,
            email="ward@hospital.example",
            questions="What did you do?",
        )
        file = world.cases.load(reference.number)
        world.cases.save(ask_contribution(file, asked, terms=TERMS, occasion=occasion))
        world.deliver()
        (mail,) = world.mail.to("ward@hospital.example")
        link = re.search(r"http://candour\.test(\S*/contribute/\S+)", mail.text)
        assert link
        seen = visitor.send(link[1], {})
        if page == "code":
            return seen
        world.deliver()
        code = re.search(r"\b\d{6}\b", world.mail.to("ward@hospital.example")[-1].text)
        assert code
        seen = visitor.send(seen.path, {"code": code[0]})
        typed = {"do": page if page == "files" else "send", "answer-1": "Nothing"}
        return seen if page == "questions" else visitor.send(seen.path, typed)

    return walk


OWN_WAY: dict[str, Walk] = {
    "/complain/{step}": _every_step,
    "/complain/check": _after_the_form("/complain/check"),
    "/complain/files": _after_the_form("/complain/files"),
    "/complain/get-help": _in_danger,
    "/complaints/{reference}/received": _sent,
    "/save-for-later": _after_the_form("/save-for-later"),
    "/save-for-later/done": _kept,
    "/follow/complaint": _let_in("/follow/complaint"),
    "/follow/complaints": _let_in("/follow/complaints"),
    "/follow/complaint/files": _let_in("/follow/complaint/files"),
    "/consent/{token}": lambda visitor, world: visitor.get("/consent/nothing"),
    "/consent": lambda visitor, world: _asked(visitor, world),
    "/contribute/{link}": lambda visitor, world: visitor.get("/contribute/nothing"),
    "/contribute-code": _contributing("code"),
    "/contribute": _contributing("questions"),
    "/contribute-sent": _contributing("sent"),
    "/contribute-files": _contributing("files"),
    "/consent-given": lambda visitor, world: _agreed(visitor, world),
}
"""The pages that only somebody sees who came by a certain way."""

MEASURED_ELSEWHERE = frozenset(
    {
        "/your-information/{step}",
        *("/survey/{link}", "/survey/{link}/thanks", "/survey/{link}/stop"),
    }
)
"""The pages that `test_details_form` and `test_survey` measure on their way."""

PUBLIC_PAGES = sorted(
    {
        statement.path
        for statement in STATEMENTS
        if statement.method == "GET" and statement.who is ANYONE and statement.kind is Kind.PAGE
    }
    - {"/calendar/{token}"}
)
"""Every page that anybody can open, as the doors state it; a calendar is no page."""
MEASURED_HERE = [
    path
    for path in PUBLIC_PAGES
    if not path.startswith(("/staff", "/o/")) and path not in MEASURED_ELSEWHERE
]


@pytest.mark.parametrize("path", MEASURED_HERE)
def test_every_page_of_the_public_is_read_at_the_age_of_eleven(
    visitor: Visitor, world: FakeWorld, path: str
):
    assert "{" not in path or path in OWN_WAY, "say in OWN_WAY how somebody comes to this page"
    seen = OWN_WAY[path](visitor, world) if path in OWN_WAY else visitor.get(path)

    assert seen.status == 200
    assert reading_age(seen.html) <= OLDEST


@pytest.mark.parametrize("path", ["/follow/complaint", "/complaints/ABC-123456/received", "/nowhere"])
def test_whoever_may_not_see_a_page_reads_why_at_the_age_of_eleven(visitor: Visitor, path: str):
    assert reading_age(visitor.get(path).html) <= OLDEST


@pytest.mark.parametrize(("change", "kind"), [row for row in MAILS if row[1] not in TO_STAFF])
def test_a_mail_is_read_at_the_age_of_eleven(change: Callable[[], Change], kind: MessageKind):
    assert reading_age(mail_in(ENGLISH.code, change(), kind).html) <= OLDEST


def test_the_mail_to_who_stops_half_way_is_read_at_the_age_of_eleven(
    visitor: Visitor, world: FakeWorld
):
    _kept(visitor, world)
    world.deliver()
    (mail,) = world.mail.to("asha@patients.example")

    assert reading_age(mail.html) <= OLDEST


def test_what_is_too_hard_is_found():
    hard = "Notwithstanding aforementioned considerations, complainants' representations necessitate."

    assert reading_age(f"<body><p>{hard}</p>") > OLDEST

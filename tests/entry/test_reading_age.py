"""Everything that the public reads can be read at the age of eleven.

Flesch and Kincaid's grade counts years at school, which begin at the age of five. Short texts swing: a
page is measured as a whole, its headings and list items as sentences of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
import textstat

from chalicelib.domain.case import Change
from chalicelib.domain.messages import MessageKind
from chalicelib.presentation.correspondence import TO_STAFF
from chalicelib.presentation.language import ENGLISH
from tests.builders import PRACTICE, TERMS
from tests.presentation.test_correspondence import MAILS, WORDS
from tests.presentation.test_mail_languages import mail_in
from tests.visitor import ANSWERS, Visitor

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


PAGES = (
    *("/", "/complain", "/privacy", "/cookies", "/accessibility", "/your-information", "/come-back"),
    "/complaints/ABC-123456/received",
    "/nowhere",
)


@pytest.mark.parametrize("path", PAGES[:-1])
def test_a_page_is_read_at_the_age_of_eleven(visitor: Visitor, path: str):
    assert reading_age(visitor.get(path).html) <= OLDEST


def test_the_whole_form_is_read_at_the_age_of_eleven(visitor: Visitor):
    visitor.fill_in()

    pages = "".join(visitor.get(f"/complain/{step}").html.partition("<main")[2] for step in ANSWERS)

    assert reading_age(f"<body>{pages}") <= OLDEST


def test_what_follows_the_form_is_read_at_the_age_of_eleven(visitor: Visitor):
    check = visitor.fill_in()
    sent = visitor.post("/complain/check")

    assert reading_age(check.html) <= OLDEST
    assert reading_age(sent.html) <= OLDEST


@pytest.mark.parametrize("step", ["get-help"])
def test_who_needs_help_now_reads_it_at_once(visitor: Visitor, step: str):
    visitor.fill_in()
    danger = {"what_happened": "I have chest pain, I want to die, my dad hits me, he has a knife"}

    assert reading_age(visitor.send("/complain/what-happened", danger).html) <= OLDEST


@pytest.mark.parametrize(("change", "kind"), [row for row in MAILS if row[1] not in TO_STAFF])
def test_a_mail_is_read_at_the_age_of_eleven(change: Callable[[], Change], kind: MessageKind):
    assert reading_age(mail_in(ENGLISH.code, change(), kind).html) <= OLDEST


def test_what_is_too_hard_is_found():
    hard = "Notwithstanding aforementioned considerations, complainants' representations necessitate."

    assert reading_age(f"<body><p>{hard}</p>") > OLDEST

"""Each check of the letter quotes the line that it is about (issue 6, point 5; S2-91, S2-92)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.domain.issues import Finding, Issue, StaffGroup
from chalicelib.domain.letters.checks import remarks_on
from chalicelib.domain.letters.matter import Matter
from chalicelib.domain.letters.remarks import Remark
from chalicelib.domain.letters.sections import LetterText
from infra.demo.letters import response_to
from tests.builders import TERMS

ISSUE = "Nobody rang"
MATTER = Matter(
    issues=(Issue("1", ISSUE, "communications", StaffGroup.DOCTOR),),
    findings={"1": Finding.UPHELD},
    names=frozenset({"daniel", "okafor"}),
    ombudsman=TERMS.pack.contacts["ombudsman"],
)
SECOND = Issue("2", "The letter was lost", "communications", StaffGroup.DOCTOR)
LONG = " ".join(["The", "reception", *["telephonic"] * 30])
OFFENDING = {
    "a placeholder": ("thanks", "Dear [NAME], thank you.", True),
    "a promise of never again": ("closing", "We are sorry. It will never happen again.", True),
    "a sham apology": ("apology", "We are sorry if you were upset.", True),
    "a defensive phrase": ("explanation", "Issue 1: the record shows that we were very busy.", True),
    "a blaming phrase": ("explanation", "Issue 1: the record shows that you should have rung.", True),
    "jargon": ("explanation", "Issue 1: the record shows oedema.", False),
    "an acronym": ("explanation", "Issue 1: the record shows an MDT.", False),
    "a wrong name": ("apology", "We are sorry that Mrs Wrongname waited.", True),
    "a long sentence": ("explanation", f"Issue 1: {LONG} record.", False),
    "a conclusion that was not found": ("conclusions", "Issue 1: we do not uphold this.", True),
}
"""The section, its one offending line, and whether the letter is stopped by it."""


def a_letter(**changed: str) -> LetterText:
    return replace(response_to(ISSUE), **changed)  # type: ignore[arg-type]


def said(text: LetterText, matter: Matter = MATTER) -> tuple[Remark, ...]:
    return remarks_on(text, matter)


def test_a_letter_that_lacks_nothing_is_not_remarked_on():
    assert [str(each) for each in said(a_letter()) if each.stops] == []


@pytest.mark.parametrize("wrong", OFFENDING)
def test_s2_91_what_is_wrong_is_quoted_with_its_line(wrong: str):
    section, line, stops = OFFENDING[wrong]

    found = [each for each in said(a_letter(**{section: line})) if each.quote == line]

    assert [each.stops for each in found if each.section == section].count(stops) >= 1
    assert all(line[:100] in str(each) for each in found)


def test_s2_91_a_section_that_is_hard_to_read_quotes_its_first_sentence():
    hard = (
        "Issue 1: the documentation demonstrates organisational communication deficiencies. "
        "Consequently, multidisciplinary collaboration deteriorated considerably. "
        "Administrative responsibilities necessitated prioritisation of many alternative activities."
    )

    found = [each for each in said(a_letter(explanation=hard)) if "people of" in each.advice]

    assert [each.quote for each in found] == [hard.split(". ")[0] + "."]


def test_s2_92_an_issue_that_is_not_answered_is_quoted_as_it_was_agreed():
    two = replace(MATTER, issues=(*MATTER.issues, SECOND))

    found = [each for each in said(a_letter(), two) if each.quote == "The letter was lost"]

    assert {each.section for each in found} == {"issues", "explanation", "conclusions"}


def test_s2_92_condolences_are_owed_where_the_patient_has_died():
    assert any("has died" in each.advice for each in said(a_letter(), replace(MATTER, died=True)))


def test_s2_92_the_apology_stands_at_the_beginning_and_again_at_the_end():
    for section, line in (("apology", "We write to you."), ("closing", "Goodbye.")):
        (found,) = (each for each in said(a_letter(**{section: line})) if each.section == section)

        assert (found.stops, found.quote) == (True, line)


def test_an_acronym_that_is_explained_is_not_remarked_on():
    told = "Issue 1: the record shows a multidisciplinary team (MDT). The MDT met."

    assert not [each for each in said(a_letter(explanation=told)) if "MDT" in each.advice]

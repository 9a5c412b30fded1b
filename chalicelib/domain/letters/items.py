"""What each of the eleven items asks for (S2-92). A remark names its item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from chalicelib.domain.issues import Finding, Issue
from chalicelib.domain.letters.matter import Matter
from chalicelib.domain.letters.remarks import Remark
from chalicelib.domain.letters.sections import MAY_BE_LEFT_OUT, LetterText, Section

MISSING: Mapping[Section, str] = {
    Section.THANKS: "Thank them, and say that they had every right to complain",
    Section.APOLOGY: "Say sorry here, at the beginning, and for what",
    Section.CONDOLENCES: "Say how sorry you are that somebody died",
    Section.ISSUES: "Repeat the issues as they were agreed",
    Section.METHOD: "Say how it was looked into: who was asked, what was read",
    Section.EXPLANATION: "Explain what happened, issue by issue",
    Section.CONCLUSIONS: "Say what was concluded of each issue",
    Section.LEARNING: "Say what was learned and what will change, or leave it out with a reason",
    Section.FOLLOW_UP: "Offer a talk or a meeting, and say how to come back with questions",
    Section.OMBUDSMAN: "Say that they can go to the ombudsman, and how",
    Section.CLOSING: "Close the letter with a second apology",
}
"""What to do about a section in which nothing stands."""

_SORRY = re.compile(r"\b(sorry|apolog)", re.IGNORECASE)
_GRIEF = re.compile(r"condolence|sympath|sorry|loss", re.IGNORECASE)
_PAPERS = re.compile(
    r"record|notes?\b|letter|polic|guid|report|document|statement|result|diary|log\b", re.IGNORECASE
)
_OFFER = re.compile(r"meet|talk|call|ring|phone|write|email|question", re.IGNORECASE)
_ISSUE = re.compile(r"^\s*Issue (\d+)\b", re.IGNORECASE | re.MULTILINE)
_NOT_UPHELD = re.compile(r"\bnot (?:be )?up(?:hold|held)", re.IGNORECASE)
_UPHELD = re.compile(r"\bup(?:hold|held)", re.IGNORECASE)


def sections(text: LetterText) -> Iterator[Remark]:
    """Each section is there, or left out for a reason where it may be. Source: S2-92."""
    for section in Section:
        if section not in text.written and not _is_excused(section, text):
            yield Remark(section, MISSING[section])


def _is_excused(section: Section, text: LetterText) -> bool:
    needed = section is Section.CONDOLENCES and text.bereaved
    return section in MAY_BE_LEFT_OUT and section in text.reasons and not needed


def words_of_each(text: LetterText) -> Iterator[Remark]:
    """A section says what it is there for. Source: S2-92, items 2, 3, 6, 9 and 11."""
    asked = {
        Section.APOLOGY: (_SORRY, "Say sorry here, at the beginning, and for what"),
        Section.CONDOLENCES: (_GRIEF, "This says nothing of their loss"),
        Section.EXPLANATION: (_PAPERS, "Name the documents that this rests on"),
        Section.FOLLOW_UP: (_OFFER, "Offer a talk or a meeting, or a way to ask"),
        Section.CLOSING: (_SORRY, "Say sorry once more at the end"),
    }
    for section, (words, advice) in asked.items():
        written = text.of(section)
        if written.strip() and not words.search(written):
            yield Remark(section, advice, written.strip().splitlines()[0])


def condolences_owed(text: LetterText, matter: Matter) -> Iterator[Remark]:
    """Where the patient has died, the letter cannot say that nobody did. Source: SC-3 C, S2-92."""
    if matter.died and not text.bereaved:
        advice = "The patient has died: say so above, and write your condolences"
        yield Remark(Section.CONDOLENCES, advice)


def agreed_issues(text: LetterText, matter: Matter) -> Iterator[Remark]:
    """The issues of the letter are those of the plan, no less and no more. Source: S2-93, item 4."""
    told = _plain(text.issues)
    for issue in matter.issues:
        if _plain(issue.text) not in told:
            advice = f"Issue {issue.id} of the plan is missing, or is put in other words"
            yield Remark(Section.ISSUES, advice, issue.text)
    for section in (Section.ISSUES, Section.EXPLANATION, Section.CONCLUSIONS):
        yield from _unagreed(section, text, {issue.id for issue in matter.issues})


def _unagreed(section: Section, text: LetterText, agreed: Iterable[str]) -> Iterator[Remark]:
    for number, words in blocks_of(text.of(section)).items():
        if number not in agreed:
            advice = f"Issue {number} is not among those agreed in the plan"
            yield Remark(section, advice, words.splitlines()[0])


def every_issue_answered(text: LetterText, matter: Matter) -> Iterator[Remark]:
    """Each issue is explained and concluded upon, as it was found. Source: S2-92, items 6 and 7."""
    explained, concluded = blocks_of(text.explanation), blocks_of(text.conclusions)
    for issue in matter.issues:
        if issue.id not in explained:
            yield _unanswered(Section.EXPLANATION, issue)
        if issue.id not in concluded:
            yield _unanswered(Section.CONCLUSIONS, issue)
        elif _conclusion(concluded[issue.id]) is not matter.findings.get(issue.id):
            advice = f"Of issue {issue.id} this does not say what was found"
            yield Remark(Section.CONCLUSIONS, advice, concluded[issue.id])


def _unanswered(section: Section, issue: Issue) -> Remark:
    advice = f"Issue {issue.id} is not answered: begin a line with “Issue {issue.id}”"
    return Remark(section, advice, issue.text)


def _conclusion(words: str) -> Finding | None:
    if "cannot" in words.lower():
        return Finding.CANNOT_DETERMINE
    if _NOT_UPHELD.search(words):
        return Finding.NOT_UPHELD
    return Finding.UPHELD if _UPHELD.search(words) else None


def ombudsman(text: LetterText, matter: Matter) -> Iterator[Remark]:
    """The ombudsman is named with a way to reach them. Source: S2-92, item 10; S2-94, C-14."""
    who, written = matter.ombudsman, text.ombudsman
    if who is None or not written.strip():
        return
    ways = [way for way in (who.phone, who.url, who.address) if way]
    if who.name not in written or not any(way in written for way in ways):
        yield Remark(Section.OMBUDSMAN, f"Name {who.name} and how to reach them", written)


def blocks_of(text: str) -> Mapping[str, str]:
    """What is said of each issue, by its number: from its line to the line of the next.

    >>> dict(blocks_of("Issue 1: it was late.\\nWe rang.\\nIssue 2: not so."))
    {'1': 'Issue 1: it was late.\\nWe rang.', '2': 'Issue 2: not so.'}
    """
    starts = list(_ISSUE.finditer(text))
    ends = [*(start.start() for start in starts[1:]), len(text)][: len(starts)]
    return {
        start[1]: text[start.start() : end].strip() for start, end in zip(starts, ends, strict=True)
    }


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .")

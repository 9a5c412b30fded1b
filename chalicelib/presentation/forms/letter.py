"""What staff are asked when they write the response: its eleven sections (S2-92)."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.letters.beginning import first_draft
from chalicelib.domain.letters.drafts import draft_of
from chalicelib.domain.letters.matter import matter_of
from chalicelib.domain.letters.sections import MAY_BE_LEFT_OUT, LetterText, Section
from chalicelib.domain.policy import Action
from chalicelib.presentation import signposts
from chalicelib.presentation.forms.form import (
    Answers,
    Field,
    Form,
    Kind,
    offered,
    rows_filled,
)
from chalicelib.presentation.forms.questions import remark, yes_no
from chalicelib.presentation.language import ENGLISH

SECTIONS = {
    Section.THANKS: ("Thanks", "That they had every right to complain.", 2),
    Section.APOLOGY: ("Apology", "For what went wrong for them, at the beginning.", 3),
    Section.CONDOLENCES: ("Condolences", "Where somebody died.", 2),
    Section.ISSUES: ("The issues", "In the words of the plan.", 5),
    Section.METHOD: ("How it was looked into", "Who was asked, what was read, any outside advice.", 4),
    Section.EXPLANATION: (
        "Explanation",
        "Begin a line with “Issue 1” for each issue. Name the documents it rests on.",
        10,
    ),
    Section.CONCLUSIONS: (
        "Conclusions",
        "Begin a line with “Issue 1” for each. Say what you uphold and what you do not.",
        6,
    ),
    Section.LEARNING: ("What we learned", "What changes, and how they can take part.", 4),
    Section.FOLLOW_UP: ("What they can do next with us", "Questions, a meeting, coming back.", 3),
    Section.OMBUDSMAN: ("The ombudsman", "Their right, with how to reach them.", 3),
    Section.CLOSING: ("Closing", "Sorry once more. No promise that nobody can be sure of.", 2),
}
"""What each section is called in the editor, what belongs into it, and its lines at first."""


def _sections() -> Iterator[Field]:
    for section, (title, hint, lines) in SECTIONS.items():
        label = f"{section.number}. {title}"
        yield Field(Kind.TEXT, section.value, label, hint=hint, optional=True, lines=lines)


def _filled(opened: OpenFile) -> Answers:
    """The letter as it stands, or as it begins. Whether somebody died is asked, and never assumed."""
    file, pack = opened.file, opened.terms.pack
    draft = draft_of(file.events)
    if draft:
        return _typed(draft.text)
    ombudsman = signposts.ombudsman_now(pack.contacts, ENGLISH)
    begun = _typed(first_draft(file.events, matter_of(file, pack), ombudsman=ombudsman))
    return {name: words for name, words in begun.items() if name != "bereaved"}


def _typed(text: LetterText) -> Answers:
    reasons = [{"section": each.section, "reason": each.reason} for each in text.left_out]
    return {
        "bereaved": ("yes" if text.bereaved else "no",),
        "covering": (text.covering,),
        **{section.value: (words,) for section, words in text.written.items()},
        **rows_filled("left_out", reasons),
    }


DRAFT_LETTER = Form(
    action=Action.DRAFT_LETTER,
    name="letter-draft",
    title="Write the response",
    why="It begins with what the case knows. What stands in square brackets is still to be written. "
    "Each time you save, a version is kept. A letter that was put forward is taken back by a change, "
    "and its approvals are void.",
    button="Save this version",
    done="The letter is saved. Its checks stand on its own page",
    fields=(
        yes_no("bereaved", "Did somebody die?", hint="Then condolences are owed."),
        *_sections(),
        Field(
            Kind.ROWS,
            "left_out",
            "Sections that this letter does not need",
            hint="Only condolences, where nobody died, and learning, where there is none.",
            optional=True,
            rows=(
                Field(
                    Kind.LIST,
                    "section",
                    "Section",
                    optional=True,
                    choices=offered(
                        {each: SECTIONS[each][0] for each in Section if each in MAY_BE_LEFT_OUT}
                    ),
                ),
                Field(Kind.LINE, "reason", "Why not", optional=True),
            ),
            spare=1,
        ),
        remark(
            "covering",
            "A short letter on top",
            hint="Where the answer is hard to read: it says gently what the long letter holds.",
        ),
    ),
    filled=_filled,
)

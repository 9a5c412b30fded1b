"""What staff are asked about cases that belong together (issue 6.2, C-30)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.likeness import Likeness
from chalicelib.domain.links import How, proposals_of
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Answers, Field, Form, Kind
from chalicelib.presentation.forms.questions import from_case, one_of, text

LIKENESSES: Mapping[Likeness, str] = {
    Likeness.SAME_PERSON: "the same person",
    Likeness.NEAR_DATES: "within a week of each other",
    Likeness.SAME_SUBJECT: "the same subject",
    Likeness.SAME_PLACE: "the same place",
    Likeness.SIMILAR_WORDS: "much the same words",
}
HOWS: Mapping[How, str] = {
    How.SAME_MATTER: "The same matter",
    How.RELATED: "Related: another matter, to be seen together",
}


def _first_proposed(opened: OpenFile) -> Answers:
    proposed = proposals_of(opened.file.events)
    return {"other": (str(proposed[0].other),)} if proposed else {}


LINK_CASE = Form(
    action=Action.LINK_CASE,
    name="link",
    title="Link it to another case",
    why="Both keep their own dates, people and answer. Each shows the other to staff. Nobody who "
    "complained is told.",
    button="Link the cases",
    done="The cases are linked",
    fields=(
        Field(Kind.LINE, "other", "Reference of the other case", missing="Enter its reference"),
        one_of("how", "How do they belong together?", HOWS),
        text("text", "Why?", "Say why they belong together", lines=3),
    ),
    filled=_first_proposed,
)


_IN_THEIR_WORDS = "In the words of the person. What they wrote stays whole in this case."


def _subjects(opened: OpenFile) -> Iterator[tuple[str, str]]:
    return ((each.code, each.title) for each in opened.terms.pack.subjects)


def _proposed(opened: OpenFile) -> Iterator[tuple[str, str]]:
    for each in proposals_of(opened.file.events):
        yield str(each.other), f"{each.other}: {in_words(each.why)}"


def in_words(why: Iterable[Likeness]) -> str:
    """The reasons as part of a sentence."""
    return ", ".join(LIKENESSES[each] for each in why)


TELL_APART = Form(
    action=Action.TELL_APART,
    name="not-the-same",
    title="Say that it is not about the same",
    why="Another case looked alike. If it is about something else, it is not proposed any more.",
    button="It is about something else",
    done="That case is not proposed any more",
    fields=(
        Field(
            Kind.ONE,
            "other",
            "Which case is about something else?",
            missing="Choose a case",
            choices=from_case(_proposed),
        ),
        text("text", "How can that be seen?", "Say how that can be seen", lines=3),
    ),
)


SPLIT_CASE = Form(
    action=Action.SPLIT_CASE,
    name="split",
    title="Make a part of it a case of its own",
    why="For a matter that must be looked into apart. The new case has the same people and the same "
    "day of receipt: every date counts from there, and an acknowledgement counts for both. Who may not "
    "see this case may not see that one. Files stay here, and consent is asked for anew. Write to the "
    "person from the new case: the system tells them nothing.",
    button="Split the case",
    done="The new case is being made. It stands among the other cases in a moment",
    fields=(
        text(
            "text", "What goes to the new case?", "Say what goes there", hint=_IN_THEIR_WORDS, lines=8
        ),
        Field(
            Kind.LIST,
            "subject",
            "What is that about?",
            missing="Choose what it is about",
            choices=from_case(_subjects),
        ),
        text("why", "Why is it split?", "Say why it is split", lines=3),
    ),
)

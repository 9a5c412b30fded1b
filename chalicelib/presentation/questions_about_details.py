"""The form about personal details as data: what somebody asks us to do with what we hold about them.

It asks the same of the person as the complaint form does, in the same words: a name, a way to answer,
and what they need to read our answer. Source: domain.md 3.6; UK GDPR Articles 12 to 21.
"""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.domain.data_rights import DataMatter
from chalicelib.domain.representation import Standing
from chalicelib.presentation.asking import Kind, Option, Question, Questionnaire, Section, Step
from chalicelib.presentation.form_paths import Answers
from chalicelib.presentation.language import marked
from chalicelib.presentation.questions_about_others import ABOUT_OTHERS
from chalicelib.presentation.questions_about_you import ABOUT_YOU

_MATTERS = (
    Option(
        DataMatter.COPY,
        marked("Give me a copy"),
        marked("Of everything that you hold about me, or of some of it"),
    ),
    Option(DataMatter.CORRECTION, marked("Put something right"), marked("What you hold is wrong")),
    Option(DataMatter.ERASURE, marked("Erase something")),
    Option(
        DataMatter.RESTRICTION,
        marked("Keep something, but do not use it for now"),
        marked("For example, until you have checked that it is right"),
    ),
    Option(DataMatter.OBJECTION, marked("Stop using something")),
    Option(
        DataMatter.COMPLAINT,
        marked("Look into how my information was used"),
        marked("For example, my letter went to somebody else"),
    ),
)
"""Source: UK GDPR Articles 15 to 18 and 21; Data Protection Act 2018 section 164A."""

_REFERENCE = marked("If we gave you a reference before, write it here too.")


def _asks_for(matter: DataMatter) -> Callable[[Answers], bool]:
    return lambda answers: answers.get("data_matter") == matter


def _told(label: str, called: str, hint: str = _REFERENCE) -> Question:
    """The one question that says in their words what it is about."""
    return Question("what_happened", Kind.LINES, label, called, hint, rows=6)


WHICH_DETAILS: tuple[Step, ...] = (
    Step(
        slug="copy",
        section=Section.DETAILS,
        asked=_asks_for(DataMatter.COPY),
        questions=(
            _told(
                marked("What would you like a copy of?"),
                marked("A copy of"),
                marked("For example, everything, or all letters about my complaint in May"),
            ),
        ),
    ),
    Step(
        slug="correction",
        section=Section.DETAILS,
        title=marked("What is wrong?"),
        asked=_asks_for(DataMatter.CORRECTION),
        questions=(
            _told(marked("Which details are wrong?"), marked("What is wrong")),
            Question(
                field="desired_outcome",
                kind=Kind.LINES,
                label=marked("What is right?"),
                called=marked("What is right"),
                hint=marked("For example, I moved in June, and my address is now 12 High Street"),
                rows=4,
            ),
        ),
    ),
    Step(
        slug="erasure",
        section=Section.DETAILS,
        lead=marked("Sometimes the law says that we must keep something. Then we tell you so."),
        asked=_asks_for(DataMatter.ERASURE),
        questions=(_told(marked("What should we erase, and why?"), marked("To be erased")),),
    ),
    Step(
        slug="restriction",
        section=Section.DETAILS,
        asked=_asks_for(DataMatter.RESTRICTION),
        questions=(
            _told(marked("What should we not use for now, and why?"), marked("Not to be used for now")),
        ),
    ),
    Step(
        slug="objection",
        section=Section.DETAILS,
        asked=_asks_for(DataMatter.OBJECTION),
        questions=(_told(marked("What should we stop using, and why?"), marked("Not to be used")),),
    ),
    Step(
        slug="complaint",
        section=Section.DETAILS,
        title=marked("What went wrong?"),
        asked=_asks_for(DataMatter.COMPLAINT),
        questions=(
            _told(marked("What happened with your information?"), marked("What happened")),
            Question(
                field="desired_outcome",
                kind=Kind.LINES,
                label=marked("What would put things right? (optional)"),
                called=marked("What would put things right"),
                rows=4,
            ),
        ),
    ),
)

_WHAT = Step(
    slug="what",
    section=Section.DETAILS,
    questions=(
        Question(
            field="data_matter",
            kind=Kind.CHOICE,
            label=marked("What would you like us to do?"),
            called=marked("You ask us to"),
            hint=marked("Choose one. You can send this form again for something else."),
            options=_MATTERS,
        ),
    ),
)

_WHOSE = Step(
    slug="who",
    section=Section.WHOM,
    questions=(
        Question(
            field="standing",
            kind=Kind.CHOICE,
            label=marked("Whose information is it?"),
            called=marked("Whose information it is"),
            options=(
                Option(Standing.SELF, marked("Mine")),
                Option(
                    Standing.REPRESENTATIVE,
                    marked("Someone else’s"),
                    marked("You speak for somebody who asked you, a child, or somebody who cannot"),
                ),
            ),
        ),
    ),
)

_BIRTH = Step(
    slug="birth",
    section=Section.YOU,
    questions=(
        Question(
            field="date_of_birth",
            kind=Kind.DATE,
            label=marked("What is your date of birth? (optional)"),
            called=marked("Date of birth"),
            hint=marked("For example, 27 3 1985. It helps us to find what we hold about you."),
            purpose="bday",
        ),
    ),
)

_OTHERS = ABOUT_OTHERS[1:]
_YOU = tuple(_BIRTH if step.slug == "birth" else step for step in ABOUT_YOU)

DETAILS_FORM = Questionnaire((_WHAT, *WHICH_DETAILS, _WHOSE, *_OTHERS, *_YOU))
"""The whole form. Its names are those that `entry.details_intake` reads."""

"""The complaint form as data: steps, each with its questions, in the order in which they are asked.

A question's `field` is its name in the form, in a draft and in `entry.intake`, which holds the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.parties import Channel
from chalicelib.presentation.language import marked


class Kind(StrEnum):
    """How a question is answered; each has a drawing in `templates/form/question.html`."""

    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    LINE = "line"
    LINES = "lines"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen. Its title is a text of ours or of the policy pack."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `called` is what the check page names its answer and its Change link.

    `options` of a choice are those of the policy pack where none stand here. `purpose` is the HTML
    autocomplete token, so that a browser can fill it in (WCAG 1.3.5).
    """

    field: str
    kind: Kind
    label: str
    called: str
    hint: str = ""
    heading: str = ""
    options: tuple[Option, ...] = ()
    purpose: str = ""
    keyboard: str = ""
    width: str = ""
    rows: int = 5
    limit: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its inputs: a date has three."""
        if self.kind is Kind.DATE:
            return tuple(f"{self.field}-{part}" for part in ("day", "month", "year"))
        return (self.field,)


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form. `urgent` repeats where to turn for medical help (S2-65)."""

    slug: str
    title: str
    questions: tuple[Question, ...]
    urgent: bool = False
    lead: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all its inputs."""
        return tuple(name for question in self.questions for name in question.names)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that a fault of this step can name."""
        return frozenset(question.field for question in self.questions)


_WAYS = (
    Option(Channel.EMAIL, marked("Email")),
    Option(Channel.TELEPHONE, marked("Phone call")),
    Option(Channel.LETTER, marked("Letter")),
    Option(Channel.MEETING, marked("Meeting face to face")),
)

STEPS: tuple[Step, ...] = (
    Step(
        slug="what-happened",
        title=marked("What happened"),
        urgent=True,
        questions=(
            Question(
                field="subject",
                kind=Kind.CHOICE,
                label=marked("What is it mainly about?"),
                called=marked("Mainly about"),
                hint=marked("Choose the nearest one. You can tell us about everything below."),
            ),
            Question(
                field="what_happened",
                kind=Kind.STORY,
                label=marked("What happened?"),
                called=marked("What happened"),
                hint=marked(
                    "Use your own words, in any order. Do not worry about spelling. Leave out anything "
                    "that you would rather tell us in person."
                ),
                rows=12,
                limit=20_000,
            ),
        ),
    ),
    Step(
        slug="when-and-where",
        title=marked("When and where it happened"),
        questions=(
            Question(
                field="happened_on",
                kind=Kind.DATE,
                label=marked("When did it happen?"),
                called=marked("Date"),
                hint=marked("For example, 27 3 2026. If you only know the month or year, enter that."),
            ),
            Question(
                field="happened_when",
                kind=Kind.LINE,
                label=marked("Or tell us in your own words"),
                called=marked("When, in your words"),
                hint=marked("For example, last winter, or every visit since June"),
            ),
            Question(
                field="happened_where",
                kind=Kind.LINE,
                label=marked("Where did it happen? (optional)"),
                called=marked("Where"),
                hint=marked("For example, at reception, on the phone or at home"),
            ),
            Question(
                field="who_was_involved",
                kind=Kind.LINES,
                label=marked("Who was involved? (optional)"),
                called=marked("Who was involved"),
                hint=marked(
                    "Names, jobs, or what they looked like. If this happened to someone else, tell us "
                    "who, and how you know them."
                ),
                rows=4,
            ),
        ),
    ),
    Step(
        slug="what-you-want",
        title=marked("What you would like to happen"),
        lead=marked("You can leave these empty. You do not have to know yet."),
        questions=(
            Question(
                field="desired_outcome",
                kind=Kind.LINES,
                label=marked("What would put things right? (optional)"),
                called=marked("What would put things right"),
                hint=marked("For example, an explanation, an apology, or a change for other people"),
                rows=5,
            ),
            Question(
                field="handling_preferences",
                kind=Kind.LINES,
                label=marked("How would you like us to look into it? (optional)"),
                called=marked("How to look into it"),
                hint=marked(
                    "For example, who should not be involved, or times that are bad for you. Tell us "
                    "here if you need large print, an interpreter or other support."
                ),
                rows=5,
            ),
        ),
    ),
    Step(
        slug="about-you",
        title=marked("About you"),
        lead=marked("We use this to make sure that we talk to the right person."),
        questions=(
            Question(
                field="title",
                kind=Kind.LINE,
                label=marked("Title (optional)"),
                called=marked("Title"),
                hint=marked("For example, Ms, Mr, Mx or Dr"),
                purpose="honorific-prefix",
                width="10",
            ),
            Question(
                field="first_name",
                kind=Kind.LINE,
                label=marked("First name"),
                called=marked("First name"),
                purpose="given-name",
            ),
            Question(
                field="last_name",
                kind=Kind.LINE,
                label=marked("Last name"),
                called=marked("Last name"),
                purpose="family-name",
            ),
            Question(
                field="date_of_birth",
                kind=Kind.DATE,
                label=marked("Date of birth"),
                called=marked("Date of birth"),
                hint=marked("For example, 27 3 1985 or 27 March 1985"),
                purpose="bday",
            ),
        ),
    ),
    Step(
        slug="contact",
        title=marked("How to contact you"),
        lead=marked("Give us at least one way to reach you."),
        questions=(
            Question(
                field="email",
                kind=Kind.LINE,
                label=marked("Email address (optional)"),
                called=marked("Email address"),
                purpose="email",
                keyboard="email",
            ),
            Question(
                field="mobile",
                kind=Kind.LINE,
                label=marked("Mobile number (optional)"),
                called=marked("Mobile number"),
                purpose="mobile tel",
                keyboard="tel",
                width="20",
            ),
            Question(
                field="landline",
                kind=Kind.LINE,
                label=marked("Landline number (optional)"),
                called=marked("Landline number"),
                purpose="home tel",
                keyboard="tel",
                width="20",
            ),
            Question(
                field="address",
                kind=Kind.LINES,
                label=marked("Postal address (optional)"),
                called=marked("Postal address"),
                purpose="street-address",
                rows=4,
            ),
            Question(
                field="postcode",
                kind=Kind.LINE,
                label=marked("Postcode (optional)"),
                called=marked("Postcode"),
                purpose="postal-code",
                width="10",
            ),
            Question(
                field="best_channel",
                kind=Kind.CHOICE,
                heading=marked("How we keep in touch"),
                label=marked("What is the best way to contact you?"),
                called=marked("Best way to contact you"),
                options=_WAYS,
            ),
            Question(
                field="channels",
                kind=Kind.CHOICES,
                label=marked("What other ways are all right? (optional)"),
                called=marked("Other ways"),
                hint=marked("Select all that suit you"),
                options=_WAYS,
            ),
            Question(
                field="may_email",
                kind=Kind.CHOICE,
                label=marked("May we email you about this complaint?"),
                called=marked("May we email you"),
                hint=marked(
                    "Emails can say private things. Think about who else can read yours. You can "
                    "change your mind at any time."
                ),
                options=(
                    Option("yes", marked("Yes, you may email me")),
                    Option("no", marked("No, do not email me")),
                ),
            ),
        ),
    ),
)
"""The whole form. Its names are those that `entry.intake` reads."""

CHECK = "check"
"""The step after the last: looking at the answers before they are sent."""


def step_called(slug: str) -> Step | None:
    """The step of this name."""
    return next((step for step in STEPS if step.slug == slug), None)


def step_after(step: Step) -> str:
    """The name of what comes next; the check page after the last step."""
    place = STEPS.index(step)
    return STEPS[place + 1].slug if place + 1 < len(STEPS) else CHECK


def step_before(slug: str) -> str:
    """The name of what came before; empty before the first step."""
    slugs = [*(step.slug for step in STEPS), CHECK]
    place = slugs.index(slug)
    return slugs[place - 1] if place else ""


def every_question() -> Iterator[Question]:
    """Every question, in order."""
    for step in STEPS:
        yield from step.questions

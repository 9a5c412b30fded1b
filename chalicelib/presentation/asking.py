"""What a form consists of: steps, questions, answers to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.presentation import form_paths
from chalicelib.presentation.form_paths import Answers
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
    hint: str = ""


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


class Section(StrEnum):
    """A part of the form, as its pages and the check page name it."""

    HELP = marked("Before you start")
    CONTACT = marked("What you want to tell us")
    DETAILS = marked("What you need from us")
    WHOM = marked("Who it is about")
    STORY = marked("What happened")
    YOU = marked("About you")
    TOUCH = marked("Keeping in touch")


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form, asked where `asked` says so. `title` heads a page of several questions; the
    only question of a page is its heading. `urgent` repeats where to turn for medical help (S2-65).
    """

    slug: str
    section: Section
    questions: tuple[Question, ...]
    title: str = ""
    urgent: bool = False
    lead: str = ""
    asked: Callable[[Answers], bool] = form_paths.always

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all its inputs."""
        return tuple(name for question in self.questions for name in question.names)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that a fault of this step can name."""
        return frozenset(question.field for question in self.questions)

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.title or self.questions[0].label


CHECK = "check"
"""The step after the last: looking at the answers before they are sent."""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A whole form: its steps, in the order in which they are asked."""

    steps: tuple[Step, ...]

    def called(self, slug: str) -> Step | None:
        """The step of this name."""
        return next((step for step in self.steps if step.slug == slug), None)

    def asked(self, answers: Answers) -> tuple[Step, ...]:
        """The steps that somebody who answered so is asked."""
        return tuple(step for step in self.steps if step.asked(answers))

    def after(self, step: Step, answers: Answers) -> str:
        """The name of what comes next; the check page after the last step."""
        later = self.steps[self.steps.index(step) + 1 :]
        return next((each.slug for each in later if each.asked(answers)), CHECK)

    def before(self, slug: str, answers: Answers) -> str:
        """The name of what came before; empty before the first step."""
        slugs = [*(step.slug for step in self.asked(answers)), CHECK]
        place = slugs.index(slug)
        return slugs[place - 1] if place else ""

    def questions(self) -> Iterator[Question]:
        """Every question, in order."""
        for step in self.steps:
            yield from step.questions

"""What somebody wants to tell us, and what happened."""

from __future__ import annotations

from chalicelib.domain.contact import ContactType
from chalicelib.presentation.asking import Kind, Option, Question, Section, Step
from chalicelib.presentation.form_paths import is_looked_into
from chalicelib.presentation.language import marked

_KINDS = (
    Option(
        ContactType.COMPLAINT,
        marked("A complaint"),
        marked(
            "Something went wrong. We look into it, answer you, and the law gives us dates to keep."
        ),
    ),
    Option(
        ContactType.CONCERN,
        marked("A concern"),
        marked("You are worried. We talk with you about it soon. You can still complain later."),
    ),
    Option(
        ContactType.QUERY,
        marked("A question"),
        marked("You want to know something. We find out and tell you."),
    ),
    Option(
        ContactType.COMPLIMENT,
        marked("A thank you"),
        marked("Somebody did well. We pass your thanks on to them."),
    ),
    Option(
        ContactType.IDEA,
        marked("An idea"),
        marked("Something could be better. We look at every idea and see what we can do."),
    ),
    Option(
        ContactType.COMMENT,
        marked("A comment"),
        marked("You want us to know what you think. We read it and learn from it."),
    ),
)
"""All six are welcome; only the first starts the clocks of the law. Source: S2-1."""

WHAT_KIND: tuple[Step, ...] = (
    Step(
        slug="kind",
        section=Section.CONTACT,
        questions=(
            Question(
                field="contact_type",
                kind=Kind.CHOICE,
                label=marked("What would you like to tell us?"),
                called=marked("What you are sending"),
                hint=marked("If you are not sure, choose the nearest one. We can change it with you."),
                options=_KINDS,
            ),
        ),
    ),
)

ABOUT_WHAT: tuple[Step, ...] = (
    Step(
        slug="subject",
        section=Section.STORY,
        questions=(
            Question(
                field="subject",
                kind=Kind.CHOICE,
                label=marked("What is it mainly about?"),
                called=marked("Mainly about"),
                hint=marked(
                    "Choose the nearest one. You can tell us about everything on the next page."
                ),
            ),
        ),
    ),
    Step(
        slug="what-happened",
        section=Section.STORY,
        urgent=True,
        questions=(
            Question(
                field="what_happened",
                kind=Kind.STORY,
                label=marked("What would you like to say?"),
                called=marked("In your words"),
                hint=marked(
                    "Use your own words, in any order. Do not worry about spelling. Leave out private "
                    "things about other people, and anything that you would rather tell us in person."
                ),
                rows=12,
                limit=20_000,
            ),
        ),
    ),
    Step(
        slug="when",
        section=Section.STORY,
        title=marked("When did it happen?"),
        asked=is_looked_into,
        questions=(
            Question(
                field="happened_on",
                kind=Kind.DATE,
                label=marked("Date"),
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
        ),
    ),
    Step(
        slug="where",
        section=Section.STORY,
        title=marked("Where was it, and who was there?"),
        lead=marked("You can leave these empty."),
        asked=is_looked_into,
        questions=(
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
                hint=marked("Names, jobs, or what they looked like"),
                rows=4,
            ),
        ),
    ),
    Step(
        slug="what-you-want",
        section=Section.STORY,
        asked=is_looked_into,
        questions=(
            Question(
                field="desired_outcome",
                kind=Kind.LINES,
                label=marked("What would put things right? (optional)"),
                called=marked("What would put things right"),
                hint=marked(
                    "For example, an explanation, an apology, or a change for other people. You do not "
                    "have to know yet."
                ),
                rows=5,
            ),
        ),
    ),
    Step(
        slug="how",
        section=Section.STORY,
        asked=is_looked_into,
        questions=(
            Question(
                field="handling_preferences",
                kind=Kind.LINES,
                label=marked("How would you like us to look into it? (optional)"),
                called=marked("How to look into it"),
                hint=marked("For example, who should not be involved, or times that are bad for you"),
                rows=5,
            ),
        ),
    ),
)

"""What staff are asked before a plan is made (T3)."""

from __future__ import annotations

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.grading import Grade, grade_of
from chalicelib.domain.issues import StaffGroup, issues_of
from chalicelib.domain.policy import Action
from chalicelib.domain.time_limits import days_told
from chalicelib.presentation.forms.form import (
    Answers,
    Field,
    Form,
    Kind,
    date_filled,
    offered,
    rows_filled,
)
from chalicelib.presentation.forms.questions import day, from_case, remark, text, yes_no
from chalicelib.presentation.work_labels import GRADES, STAFF_GROUPS

GUIDANCE = {
    Grade.MINOR: "Quickly put right. Ask whether we may contact them, and call back, ideally today.",
    Grade.SIGNIFICANT: "Some looking into, perhaps letters. The office manager agrees on a time; if "
    "they are unhappy or it is not settled by then, the complaints manager.",
    Grade.MAJOR: "A full investigation. The complaints manager and one partner agree on the plan and "
    "review it.",
    Grade.COMPLEX: "More than one organisation. Coordinated with the others, one response.",
}


def _grade(opened: OpenFile) -> Answers:
    grade = grade_of(opened.file.events)
    return {"grade": (str(int(grade)),)} if grade else {}


GRADE = Form(
    action=Action.GRADE,
    name="grade",
    title="Say how grave it is",
    why="The level decides who plans and who signs. It can be changed; every earlier level stays in "
    "the history, and no date moves.",
    button="Set the level",
    done="The level is set",
    fields=(
        Field(
            Kind.ONE,
            "grade",
            "Level",
            missing="Choose a level",
            choices=offered(
                {str(int(grade)): words for grade, words in GRADES.items()},
                {str(int(grade)): words for grade, words in GUIDANCE.items()},
            ),
        ),
        text("reason", "Why this level?", "Say why", lines=3),
    ),
    filled=_grade,
)

TRIAGE = Form(
    action=Action.ANSWER_TRIAGE,
    name="triage",
    title="Other procedures",
    why="Some complaints must also go another way. That never stops the complaint itself.",
    button="Record the answers",
    done="Your answers about other procedures are recorded",
    fields=(
        yes_no("patient_safety", "Was a patient harmed, or could one have been?"),
        yes_no("adult_safeguarding", "Is an adult at risk of abuse or neglect?"),
        yes_no("child_safeguarding", "Is a child at risk?"),
        yes_no("counter_fraud", "Could it be fraud?"),
        yes_no(
            "duty_of_candour",
            "Does the duty of candour apply?",
            hint="Something unintended that led, or could lead, to moderate harm or worse.",
        ),
        remark("text", "If yes to any: who was told, and when?"),
    ),
)


def _days(opened: OpenFile) -> Answers:
    occurred, noticed = days_told(opened.file)
    return date_filled("occurred_on", occurred) | date_filled("noticed_on", noticed)


TIME_LIMIT = Form(
    action=Action.DECIDE_TIME_LIMIT,
    name="time-limit",
    title="Decide about the time limit",
    why="People have 12 months by law, from the day it happened or the day they knew. A late complaint "
    "is never turned away by itself: you decide, with reasons. The ombudsman has a limit of about a "
    "year too: tell the person so.",
    button="Record the decision",
    done="Your decision about the time limit is recorded",
    fields=(
        day("occurred_on", "When did it happen?", "Enter the day on which it happened"),
        Field(
            Kind.DAY,
            "noticed_on",
            "When did the person know?",
            hint="Only if that was later.",
            optional=True,
        ),
        Field(
            Kind.YES_NO,
            "good_reason",
            "If it is late: was there a good reason?",
            optional=True,
        ),
        Field(
            Kind.YES_NO,
            "still_investigable",
            "If it is late: can it still be looked into fairly?",
            optional=True,
        ),
        remark("reason", "Your reasons"),
    ),
    filled=_days,
)


def _issues(opened: OpenFile) -> Answers:
    rows = [
        {"text": issue.text, "subject": issue.subject, "staff_group": issue.staff_group}
        for issue in issues_of(opened.file.events).issues
    ]
    return rows_filled("issues", rows)


LIST_ISSUES = Form(
    action=Action.LIST_ISSUES,
    name="issues",
    title="List the issues",
    why="One issue for each thing that must be answered, in words that the person would recognise. "
    "Once they stand in a plan they stay; a new one means a new version of the plan.",
    button="Keep this list",
    done="The issues are listed",
    fields=(
        Field(
            Kind.ROWS,
            "issues",
            "Issue",
            missing="Write down at least one issue",
            rows=(
                Field(Kind.TEXT, "text", "What is it?", missing="Say what the issue is", lines=2),
                Field(
                    Kind.LIST,
                    "subject",
                    "About",
                    missing="Choose what it is about",
                    choices=from_case(
                        lambda opened: ((s.code, s.title) for s in opened.terms.pack.subjects)
                    ),
                ),
                Field(
                    Kind.LIST,
                    "staff_group",
                    "Whose work",
                    optional=True,
                    choices=offered({group: STAFF_GROUPS[group] for group in StaffGroup}),
                ),
            ),
            spare=2,
        ),
    ),
    filled=_issues,
)

ASSESS = Form(
    action=Action.ASSESS,
    name="assessment",
    title="Assess the complaint",
    why="Seven questions before anything is planned. Afterwards you can send the plan.",
    button="Assessment done",
    done="The complaint is assessed",
    fields=(
        yes_no("consent_needed", "Must the patient agree before we share anything?"),
        yes_no("grade_right", "Is the level right?"),
        yes_no("legal_implications", "Could it have legal consequences?"),
        yes_no("timeframe_realistic", "Do we know a realistic time for it?", hint="Who is on leave?"),
        yes_no("early_meeting", "Would an early meeting help?"),
        yes_no("advocacy_suggested", "Have you told them about the advocacy service?"),
        yes_no("expectations_known", "Do we know what they expect, and can we meet it?"),
        text("text", "What follows from this?", "Say what follows from your answers"),
    ),
)

"""The letter as it begins: drafted from the case. What nobody can know stands in square brackets, and
a letter with one of these goes nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.domain.contributions import parts_received
from chalicelib.domain.events import Event
from chalicelib.domain.involvement import others_of
from chalicelib.domain.issues import Finding
from chalicelib.domain.learning import actions_of
from chalicelib.domain.letters.matter import Matter
from chalicelib.domain.letters.sections import LeftOut, LetterText, Section

_CONCLUDED = {
    Finding.UPHELD: "we uphold this part of your complaint.",
    Finding.NOT_UPHELD: "we do not uphold this part of your complaint.",
    Finding.CANNOT_DETERMINE: "we cannot say for certain what happened.",
}


def first_draft(events: Iterable[Event], matter: Matter, *, ombudsman: str) -> LetterText:
    """The first draft: issues as agreed, the part of each organisation, findings, promised actions, and
    the words for the ombudsman.

    Source: S2-92, S2-93, S2-25.
    """
    held = tuple(events)
    return LetterText(
        bereaved=matter.died,
        thanks="Thank you for telling us what happened. You had every right to complain.",
        apology="We are sorry that [WHAT WENT WRONG FOR THEM].",
        issues="You asked us to look into this:\n"
        + "\n".join(f"Issue {issue.id}: {issue.text}" for issue in matter.issues),
        method="We looked into it by [WHO WAS ASKED, WHICH RECORDS AND POLICIES WERE READ].",
        explanation="\n".join((*_explained(matter), *_parts(held))),
        conclusions="\n".join(_concluded(matter)),
        learning=_learning(held),
        follow_up="If you have questions, or would like to meet us, call us or write to us.",
        ombudsman=ombudsman,
        closing="We are sorry once more for what you went through.",
        left_out=() if matter.died else (LeftOut(Section.CONDOLENCES, "Nobody died"),),
    )


def _explained(matter: Matter) -> Iterable[str]:
    return (f"Issue {each.id}: [WHAT HAPPENED, AND WHAT THE RECORDS SHOW]" for each in matter.issues)


def _parts(events: tuple[Event, ...]) -> Iterable[str]:
    """The part of each organisation in the one response (S2-25, regulation 9): its issues, with what it
    answered, or to be written once it has.
    """
    received = parts_received(events)
    for each in others_of(events):
        of_them = " and ".join(f"issue {issue}" for issue in each.issues)
        said = received.get(each.name.casefold()) or "[WHAT THEY SAY]"
        yield f"{each.name or '[WHICH ORGANISATION]'} answers for {of_them}: {said}"


def _concluded(matter: Matter) -> Iterable[str]:
    for issue in matter.issues:
        found = matter.findings.get(issue.id)
        yield f"Issue {issue.id}: {_CONCLUDED[found] if found else '[WHAT WAS FOUND]'}"


def _learning(events: Iterable[Event]) -> str:
    promised = [action.text for action in actions_of(events) if action.text]
    if not promised:
        return "[WHAT WE LEARNED AND WHAT WILL CHANGE]"
    return "We learned from this. This is what we do:\n" + "\n".join(promised)

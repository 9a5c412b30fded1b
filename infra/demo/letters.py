"""A response of the demonstration, with all that a response needs."""

from __future__ import annotations

from chalicelib.domain.letters.sections import LeftOut, LetterText, Section


def response_to(issue: str) -> LetterText:
    """The letter about one issue that is upheld."""
    return LetterText(
        bereaved=False,
        thanks="Thank you for telling us what happened. You had every right to complain.",
        apology="We are sorry that your message waited so long, and for the worry that it caused.",
        issues=f"You asked us to look into this:\nIssue 1: {issue}",
        method="Daniel Okafor spoke with those concerned. He read the desk’s diary and the record.",
        explanation="Issue 1: the diary shows that two people were missing. Nobody saw your message.",
        conclusions="Issue 1: we uphold this part of your complaint.",
        learning="Two people now look at the messages, at ten and at two.",
        follow_up="If you have questions, or would like to meet us, call us or write to us.",
        ombudsman="If you are not happy with our answer, you can ask the Parliamentary and Health "
        "Service Ombudsman to look at it. They are independent and free: 0345 015 4033.",
        closing="We are sorry once more for what you went through.",
        left_out=(LeftOut(Section.CONDOLENCES, "Nobody died"),),
    )

"""What a member's contact, and the staff whom a claim concerns, read in a mail about it (S1-25, S1-41).

Never anything of another member, never a share: only that something happened, and where to read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chalicelib.domain.claim_members import Development
from chalicelib.domain.claim_staff import ClaimOutcome, StaffNews
from chalicelib.domain.events import Event
from chalicelib.domain.history import words_of
from chalicelib.presentation.claim_labels import CLAIM_OUTCOMES, pounds
from chalicelib.presentation.dates import full_date

NEWS: Mapping[Development, str] = {
    Development.NOTIFIED: "The scheme has the claim with its documents. It decides next about cover.",
    Development.OTHER_MEMBER: "Another member of a scheme is involved in this claim.",
    Development.HIGH_PROFILE: "This claim is marked as high profile. The case says how we support you.",
    Development.COVER: "It was decided about your cover. Read the reasons.",
    Development.NOMINATED: "A lawyer or an expert was nominated for the claim.",
    Development.INVESTIGATING: "The claim is being looked into.",
    Development.REPORT: "An expert has reported on the claim.",
    Development.LIABILITY: "The liability was assessed. Read the recommendation and its reasons.",
    Development.REPUDIATED: "The claim was repudiated. Read the letter.",
    Development.ADMISSION_RECOMMENDED: "You are advised to admit something. Whoever may authorise it "
    "was asked.",
    Development.ADMISSION_AUTHORISED: "An admission was authorised in your name. Read exactly which. "
    "Until it is used, whoever may authorise it can take it back.",
    Development.ADMISSION_SERVED: "What you authorised was admitted. Read the letter.",
    Development.OFFER: "There is news of an offer in the claim.",
    Development.DAMAGES: "The damages were agreed. They are final.",
    Development.APPORTIONED: "It was decided which member bears how much. Read the reasons.",
    Development.OWN_EXPENSE: "It is recorded that you defend this claim against our advice, and that "
    "we may not pay the costs that come from now on. If this is wrong, tell us at once.",
    Development.PROCEEDINGS: "The claim is in court.",
    Development.TRIAL: "The claim goes to trial. The case has the date.",
    Development.COURT_NOTICE: "The court sent a notice about the claim.",
    Development.CLOSED: "The claim is closed.",
}

JOINTLY = " It is investigated jointly. Tell us what concerns you, or that nothing does."
APART = " It is not investigated jointly."


def news_for_member(event: Event) -> str:
    """What one contact reads of one development; the amount, where it is theirs to know (S1-12)."""
    of = Development(event.facts["of"])
    words = NEWS[of]
    if of is Development.OTHER_MEMBER:
        return words + (JOINTLY if event.facts["joint"] else APART)
    amount = str(words_of(event).get("amount", ""))
    return f"{words} The amount is {pounds(amount)}." if amount else words


def news_for_staff(event: Event) -> str:
    """What staff read of a claim that concerns them: how it ended, or that it is in court."""
    if event.facts["of"] == StaffNews.COURT:
        day = full_date(date.fromisoformat(event.facts["due"]))
        return f"A claim in which you may be a witness is in court. Its next date is {day}."
    if event.facts["of"] == StaffNews.SETTLED:
        return "A claim that concerned you was settled. You hear again when it is at its end."
    outcome = CLAIM_OUTCOMES[ClaimOutcome(event.facts["outcome"])].lower()
    return (
        f"A claim that concerned you has ended: {outcome}. Whoever handles it has a note for you: "
        "ask them."
    )

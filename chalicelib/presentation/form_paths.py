"""Which questions a person is asked depends on what they answered. Each condition is written here once:
the pages ask by it, and `entry.intake` reads by it, so that an answer to a question which no longer
applies is never taken for one that does.
"""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.contact import ContactType
from chalicelib.domain.representation import Basis, Standing

Answers = Mapping[str, str]

LOOKED_INTO = frozenset({ContactType.COMPLAINT, ContactType.CONCERN})
"""What we look into: then we must know whom we talk to, when it was and where."""
ANSWERED = LOOKED_INTO | {ContactType.QUERY}
"""What we answer: then we need a way to reach the person."""

CHILD = "child"
"""The answer that leads to the four bases of a child (S2-22)."""


def always(_answers: Answers) -> bool:
    """Whoever it is and whatever it is about."""
    return True


def has_urgent_need(answers: Answers) -> bool:
    """Somebody needs medical help now (S2-65)."""
    return answers.get("urgent_need") == "yes"


def is_looked_into(answers: Answers) -> bool:
    """A complaint or a concern."""
    return answers.get("contact_type", "") in LOOKED_INTO


def is_answered(answers: Answers) -> bool:
    """Anything that we reply to; thanks, ideas and comments need no reply."""
    return answers.get("contact_type", "") in ANSWERED


def is_for_another(answers: Answers) -> bool:
    """Somebody speaks for a patient (S2-3)."""
    return is_answered(answers) and answers.get("standing") == Standing.REPRESENTATIVE


def is_for_a_child(answers: Answers) -> bool:
    """The patient is a child (S2-22)."""
    return is_for_another(answers) and answers.get("basis") == CHILD


def is_for_one_who_can_be_asked(answers: Answers) -> bool:
    """The patient can be asked whether we may share anything (S2-13)."""
    return is_for_another(answers) and answers.get("basis") == Basis.ASKED


def has_given_an_email_address(answers: Answers) -> bool:
    """There is an address: only then it is asked whether it may be used."""
    return bool(answers.get("email", "").strip())


AT_WORK = "email_at_work"
"""Whether an employer gave the address: found out when it is typed, as packs name employers."""


def has_given_an_address_at_work(answers: Answers) -> bool:
    """An employer may be able to read what is sent there: only then are they told (S0-18)."""
    return answers.get(AT_WORK) == "yes"

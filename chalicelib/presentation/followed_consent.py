"""What somebody who follows a case can allow there, and how it stands: a patient about whoever speaks
for them, somebody who speaks for themselves about other organisations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.application.follow_case import Followed
from chalicelib.domain.casework.own_consents import may_decide
from chalicelib.domain.consent import (
    Consent,
    ConsentState,
    Purpose,
    Scope,
    consent_for,
    sharing_answer,
)
from chalicelib.domain.parties import COMPLAINANT, PATIENT
from chalicelib.presentation.consent_page import answers, yes_or_no
from chalicelib.presentation.consent_words import NO
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.typed import Choice, Typed

FORM = "consent"
"""The name of the form on the page, so that what was typed comes back to it."""


@dataclass(frozen=True, slots=True)
class OwnConsent:
    """What can be allowed. `stands` says how it is now, `limits` are the patient's own words. Without
    `answers` only other organisations are asked about.
    """

    stands: str
    limits: str
    answers: tuple[Choice, ...]
    share: tuple[Choice, ...]


def own_consent(followed: Followed, language: Language, typed: Typed) -> OwnConsent | None:
    """What this person can allow; None where it is not theirs to say."""
    if not may_decide(followed.file, followed.person.id):
        return None
    asked = typed if typed.form == FORM else Typed()
    share = yes_or_no(language, asked.value("share") or _shared(followed))
    if followed.person.id != PATIENT:
        return OwnConsent(_shared_so_far(followed, language), "", (), share)
    consent = consent_for(COMPLAINANT, followed.file.events)
    return OwnConsent(
        stands=_told_so_far(consent, followed, language),
        limits=asked.value("limits") or (consent.limits if consent else ""),
        answers=answers(language, asked.value("answer") or _chosen(consent)),
        share=share,
    )


_TOLD: Mapping[Scope, str] = {
    Scope.EVERYTHING: marked("You agreed that we tell {name} everything about this complaint."),
    Scope.RESPONSE_ONLY: marked("You agreed that we tell {name} our answer, and nothing else."),
    Scope.NAMED_PARTS: marked("You agreed that we tell {name} some things, in your words below."),
}
_TOLD_NOTHING = marked("You have not agreed that we tell {name} anything.")
_MAY_ASK = marked("You agreed that we ask other organisations about your complaint.")
_MAY_NOT_ASK = marked("You do not want us to ask other organisations about your complaint.")
_NOBODY_ASKED = marked("We ask other organisations only if you agree.")


def _told_so_far(consent: Consent | None, followed: Followed, language: Language) -> str:
    asks = followed.file.complainant
    name = asks.full_name if asks else ""
    given = consent is not None and consent.state is ConsentState.GIVEN
    words = _TOLD[consent.scope] if consent and given else _TOLD_NOTHING
    return language.said(words).format(name=name)


def _shared_so_far(followed: Followed, language: Language) -> str:
    answer = sharing_answer(followed.file.events)
    words = {True: _MAY_ASK, False: _MAY_NOT_ASK, None: _NOBODY_ASKED}[answer]
    return language.said(words)


def _chosen(consent: Consent | None) -> str:
    """What stands, as a choice; nothing where nobody has said anything."""
    if consent is None or consent.state is ConsentState.REQUESTED:
        return ""
    return consent.scope if consent.state is ConsentState.GIVEN else NO


def _shared(followed: Followed) -> str:
    consent = consent_for(COMPLAINANT, followed.file.events)
    if followed.person.id == PATIENT and consent and consent.state is ConsentState.GIVEN:
        return "yes" if Purpose.SHARE_WITH_ORG in consent.purposes else NO
    answer = sharing_answer(followed.file.events)
    return "" if answer is None else "yes" if answer else NO

"""Every mail to a person in that person's language, and whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from chalicelib.application.outgoing import Addressee, OutgoingMail
from chalicelib.application.ports import Correspondent
from chalicelib.domain.case import Change
from chalicelib.domain.coming_back import KeptDraft
from chalicelib.domain.messages import MessageKind
from chalicelib.presentation.correspondence import TO_CONTRIBUTORS, TO_STAFF, Correspondence
from chalicelib.presentation.language import ENGLISH, LANGUAGES, POLISH
from chalicelib.presentation.urls import Urls
from tests.builders import CHRISTMAS_EVE, PRACTICE, TERMS
from tests.presentation.test_correspondence import MAILS, WORDS
from tests.pseudo import PSEUDO, left_in_english

TO_PEOPLE = [row for row in MAILS if row[1] not in {*TO_STAFF, *TO_CONTRIBUTORS}]


def mail_in(code: str, change: Change, kind: MessageKind) -> OutgoingMail:
    """The mail, to somebody who chose this language."""
    (message,) = (each for each in change.messages if each.kind is kind)
    people = tuple(replace(party, language=code) for party in change.file.parties)
    about = Correspondent(
        message=message,
        file=replace(change.file, parties=people),
        clocks=change.file.clocks(TERMS),
        terms=TERMS,
        organisation=PRACTICE,
        to=(Addressee("Somebody", "somebody@example.org"),),
        handler=None,
    )
    urls = Urls("https://complaints.example/live")
    return Correspondence(urls, (*LANGUAGES, PSEUDO), demonstration=True).mail(about)


@pytest.mark.parametrize(("change", "kind"), TO_PEOPLE)
def test_a_mail_to_a_person_leaves_no_text_in_english(change: Callable[[], Change], kind: MessageKind):
    made = change()
    mail = mail_in(PSEUDO.code, made, kind)
    own = (WORDS, str(made.file.case.reference))

    assert left_in_english(mail.html, *own) == []
    assert left_in_english(mail.text.replace(WORDS, ""), *own) == []
    assert '<html lang="en-XB" dir="rtl">' in mail.html
    assert "⟦" in mail.subject


@pytest.mark.parametrize(("change", "kind"), TO_PEOPLE)
def test_a_mail_in_a_language_that_nobody_checked_says_that_english_counts(
    change: Callable[[], Change], kind: MessageKind
):
    polish = mail_in(POLISH.code, change(), kind)
    english = mail_in(ENGLISH.code, change(), kind)

    assert "ważna jest wersja angielska" in polish.text
    assert "ważna jest wersja angielska" in polish.html
    assert "has not been checked" not in english.text


def test_the_date_of_a_receipt_is_written_in_polish():
    change, kind = next(row for row in TO_PEOPLE if row[1] is MessageKind.RECEIPT)

    assert "czwartek, 31 grudnia 2026" in mail_in(POLISH.code, change(), kind).text


def test_the_mail_of_a_kept_form_leaves_no_text_in_english():
    kept = KeptDraft(
        reference="3B02-9E2C",
        code="123456",
        draft="",
        secret="",
        address="somebody@example.org",
        language=PSEUDO.code,
        organisation=PRACTICE.id,
        kept_at=CHRISTMAS_EVE,
    )

    mail = Correspondence(Urls("https://complaints.example"), (PSEUDO,)).code(kept, PRACTICE)

    assert left_in_english(mail.html, "3B02-9E2C") == []
    assert "⟦" in mail.subject

"""Turning what is owed into what is read: one function for each kind of message."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from chalicelib.application.archives import Copied
from chalicelib.application.outgoing import Addressee, OutgoingMail, OutgoingText
from chalicelib.application.ports import Correspondent
from chalicelib.application.press import Printout
from chalicelib.application.timetable_ports import OwnNotice
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.coming_back import KeptDraft
from chalicelib.domain.contributions import contribution_called
from chalicelib.domain.digest import DayList
from chalicelib.domain.errors import ContactInDoubt, RuleBroken
from chalicelib.domain.identifiers import PartyId, RoleCode
from chalicelib.domain.inbox_keeping import InboxNotice
from chalicelib.domain.letters.drafts import draft_of
from chalicelib.domain.letters.kept import SentLetter, sent_letter
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.policy import Terms
from chalicelib.domain.recipients import RecipientKind
from chalicelib.domain.staff import Organisation
from chalicelib.presentation import (
    appointment_mail,
    consent_mail,
    contribution_mail,
    decision_mail,
    digest_mail,
    draft_mail,
    extension_mail,
    follow_mail,
    public_mail,
    record_mail,
    signposts,
    staff_copy_mail,
    staff_mail,
    stage_mail,
    survey_mail,
)
from chalicelib.presentation.copies import index_of
from chalicelib.presentation.inbox_mail import inbox_notice
from chalicelib.presentation.inbox_page import inbox_warning
from chalicelib.presentation.invitations import attachments_of
from chalicelib.presentation.kept_files import kept_files_letter
from chalicelib.presentation.language import ENGLISH, LANGUAGES, Language, language_called
from chalicelib.presentation.letter import Heading, Letter, Link
from chalicelib.presentation.pages import environment
from chalicelib.presentation.printed import printed, printed_response
from chalicelib.presentation.response_letter import response_letter, title_of
from chalicelib.presentation.survey_mail import stop_address
from chalicelib.presentation.timetable_mail import own_notice
from chalicelib.presentation.urls import Urls

TO_THE_PUBLIC: Mapping[MessageKind, Callable[[Correspondent, Language], Letter]] = {
    MessageKind.RECEIPT: public_mail.receipt,
    MessageKind.ACKNOWLEDGEMENT: public_mail.acknowledgement,
    MessageKind.APPOINTMENT: appointment_mail.appointment,
    MessageKind.CODE: follow_mail.code,
    MessageKind.WRITTEN_TO: follow_mail.written_to,
    MessageKind.RESPONSE: follow_mail.response,
    MessageKind.EXTENSION: extension_mail.extension,
    MessageKind.CONSENT_QUESTION: consent_mail.consent_question,
    MessageKind.CANNOT_DISCUSS: consent_mail.cannot_discuss,
    MessageKind.NEXT_STAGE: stage_mail.next_stage,
    MessageKind.STAGE_REPLY: stage_mail.stage_reply,
    MessageKind.PLAN: decision_mail.plan,
    MessageKind.LATE: decision_mail.late,
    MessageKind.OUTCOME: decision_mail.outcome,
    MessageKind.DECLINED: decision_mail.declined,
    MessageKind.TRANSFERRED: decision_mail.transferred,
    MessageKind.WITHDRAWN: decision_mail.withdrawn,
    MessageKind.LIMITED: decision_mail.limited,
    MessageKind.DATE_SET: decision_mail.date_set,
    MessageKind.SPLIT: decision_mail.split,
    MessageKind.WRITTEN_RECORD: record_mail.written_record,
}
"""What the people of a case read, each in their own language."""

WITH_A_LINK: Mapping[MessageKind, Callable[[Correspondent, Urls, Language], Letter]] = {
    MessageKind.SURVEY: survey_mail.survey,
    MessageKind.SURVEY_REMINDER: survey_mail.reminder,
}
"""What they can answer with a click: each of these letters has a link of its own."""

TO_CONTRIBUTORS: Mapping[MessageKind, Callable[[Correspondent, Urls, Language], Letter]] = {
    MessageKind.CONTRIBUTION_QUESTION: contribution_mail.question,
    MessageKind.CONTRIBUTION_CODE: contribution_mail.code,
}
"""What somebody without an account reads who is asked for their part, in their own language."""

TO_STAFF: Mapping[MessageKind, Callable[[Correspondent, Urls], Letter]] = {
    MessageKind.ALERT: staff_mail.alert,
    MessageKind.ALARM: staff_mail.alarm,
    MessageKind.ASSIGNMENT: staff_mail.assignment,
    MessageKind.REMINDER: staff_mail.reminder,
    MessageKind.BREACH: staff_mail.breach,
    MessageKind.ESCALATION: staff_mail.escalation,
    MessageKind.INVITATION: staff_mail.invitation,
    MessageKind.UNDELIVERED: staff_mail.undelivered,
    MessageKind.NOTICE: staff_mail.notice,
    MessageKind.DOCUMENT_STOPPED: staff_mail.document_stopped,
    MessageKind.MAIL_ARRIVED: staff_mail.mail_arrived,
    MessageKind.IDENTITY_LOCKED: staff_mail.identity_locked,
    MessageKind.PERSON_WROTE: staff_mail.person_wrote,
    MessageKind.LETTER_COPY: staff_copy_mail.letter_copy,
    MessageKind.STAFF_PAPER: staff_copy_mail.staff_paper,
}
"""What staff read, in English; each with a link to the case."""

LEADS_TO_FOLLOWING = frozenset(
    {
        MessageKind.RECEIPT,
        MessageKind.ACKNOWLEDGEMENT,
        MessageKind.WRITTEN_TO,
        MessageKind.RESPONSE,
        MessageKind.EXTENSION,
        MessageKind.PLAN,
        MessageKind.DATE_SET,
        MessageKind.LATE,
        MessageKind.OUTCOME,
        MessageKind.NEXT_STAGE,
        MessageKind.STAGE_REPLY,
        MessageKind.SPLIT,
        MessageKind.WRITTEN_RECORD,
    }
)
"""The letters that say where one can see how it is going. The link is the same for everybody."""


def to_a_person(about: Correspondent, urls: Urls, language: Language) -> Letter:
    """What a letter to somebody of the case says, in a mail or on paper."""
    kind = about.message.kind
    if kind in WITH_A_LINK:
        return WITH_A_LINK[kind](about, urls, language)
    return TO_THE_PUBLIC[kind](about, language)


class Correspondence:
    """The words of every message. `urls` are where the links of a mail lead; in a `demonstration`
    letters may name bodies that are invented.
    """

    def __init__(
        self, urls: Urls, languages: Iterable[Language] = LANGUAGES, *, demonstration: bool = False
    ) -> None:
        self._urls, self._languages = urls, tuple(languages)
        self._demonstration = demonstration

    def letter(self, about: Correspondent) -> Letter:
        """What the message says."""
        kind = about.message.kind
        if kind in TO_CONTRIBUTORS:
            return TO_CONTRIBUTORS[kind](about, self._urls, self._language(about))
        if kind not in TO_STAFF:
            language = self._language(about)
            letter = to_a_person(about, self._urls, language)
            if kind in LEADS_TO_FOLLOWING:
                return self._with_way_to_follow(letter, about, language)
            asks = kind is MessageKind.CONSENT_QUESTION and about.code
            return self._with_way_to_answer(letter, about, language) if asks else letter
        return TO_STAFF[kind](about, self._urls)

    def _with_way_to_follow(self, letter: Letter, about: Correspondent, language: Language) -> Letter:
        _, urls = language.said, replace(self._urls, organisation=about.organisation.id)
        follow = (
            Heading(_("See how it is going")),
            Link(_("Follow your complaint"), urls.full(urls.follow)),
        )
        return replace(letter, parts=(*letter.parts, *follow))

    def _with_way_to_answer(self, letter: Letter, about: Correspondent, language: Language) -> Letter:
        """The link is the patient's own: it is made for this one question."""
        urls = replace(self._urls, organisation=about.organisation.id)
        words = language.said("Read the question and answer it")
        link = Link(words, urls.full(urls.consent(about.code)))
        return replace(letter, parts=(*letter.parts, link))

    def mail(self, about: Correspondent) -> OutgoingMail:
        """The message as a mail: text and HTML, saying the same. Raises: ContactInDoubt."""
        self._refuse_doubtful_contacts(about)
        letter, language = self.letter(about), self._language(about)
        return OutgoingMail(
            to=about.to,
            from_name=about.organisation.name,
            subject=f"[{about.file.case.reference}] {letter.subject}",
            text=_drawn_in(language, "mail/letter.txt", letter, about.organisation),
            html=_drawn_in(language, "mail/letter.html", letter, about.organisation),
            reply_to=about.organisation.reply_address(about.file.case.reference),
            attachments=attachments_of(about, language),
            stop_at=stop_address(about, self._urls) if about.message.kind in WITH_A_LINK else "",
        )

    def text(self, about: Correspondent) -> OutgoingText:
        """The message as one text: only a code goes so."""
        (to,) = about.to
        return OutgoingText(to.address, follow_mail.code_by_text(about, self._language(about)))

    def printout(self, about: Correspondent) -> Printout:
        """The message on paper; the response as it is kept."""
        kept = sent_letter(about.file.events)
        if about.message.kind is MessageKind.RESPONSE and kept:
            return printed_response(about, kept)
        language = self._language(about)
        if about.message.kind is MessageKind.STAGE_REPLY:
            return printed(about, stage_mail.stage_reply_on_paper(about, language), language)
        return printed(about, to_a_person(about, self._urls, language), language)

    def copy(self, copied: Copied) -> str:
        """The index page of a copy of somebody's details."""
        return index_of(copied)

    def code(self, kept: KeptDraft, organisation: Organisation) -> OutgoingMail:
        """The mail with which somebody comes back to a form that they began."""
        language = language_called(kept.language, self._languages)
        urls = replace(self._urls, organisation=organisation.id)
        letter = draft_mail.code(kept, organisation, urls, language)
        return OutgoingMail(
            to=(Addressee("", kept.address),),
            from_name=organisation.name,
            subject=letter.subject,
            text=_drawn_in(language, "mail/letter.txt", letter, organisation),
            html=_drawn_in(language, "mail/letter.html", letter, organisation),
            reply_to=organisation.email,
        )

    def response(
        self,
        file: CaseFile,
        terms: Terms,
        organisation: Organisation,
        signed_as: RoleCode,
        at: datetime,
    ) -> SentLetter:
        """The response as drafted last, on the letterhead. Raises: RuleBroken, for want of one."""
        draft = draft_of(file.events)
        if draft is None:
            raise RuleBroken("Write the letter first")
        signed = title_of(signed_as, terms.pack)
        return response_letter(draft.text, file, organisation, signed=signed, at=at)

    def _refuse_doubtful_contacts(self, about: Correspondent) -> None:
        if about.message.kind in TO_STAFF or about.message.kind in TO_CONTRIBUTORS:
            return
        doubt = signposts.in_doubt(
            about.terms.pack.contacts,
            london_date(about.message.owed_at),
            invented_too=not self._demonstration,
        )
        if doubt:
            raise ContactInDoubt(doubt)

    def digest(self, to: Addressee, day: DayList, organisation: Organisation) -> OutgoingMail:
        """Somebody's list of the day, in English as all that staff read."""
        return _to_staff((to,), digest_mail.digest(day, self._urls), organisation)

    def warning(
        self, to: tuple[Addressee, ...], mail: MailId, organisation: Organisation
    ) -> OutgoingMail:
        """That a mail may not wait, in English as all that staff read."""
        return _to_staff(to, inbox_warning(mail, self._urls), organisation)

    def timetable(
        self, to: tuple[Addressee, ...], notice: OwnNotice, organisation: Organisation
    ) -> OutgoingMail:
        """A notice of a date of the organisation itself, in English as all that staff read."""
        return _to_staff(to, own_notice(notice, self._urls), organisation)

    def kept_files(
        self, to: tuple[Addressee, ...], count: int, organisation: Organisation, *, more: bool
    ) -> OutgoingMail:
        """That files wait for a decision, in English as all that staff read."""
        return _to_staff(to, kept_files_letter(count, self._urls, more=more), organisation)

    def inbox(
        self, to: tuple[Addressee, ...], notice: InboxNotice, organisation: Organisation
    ) -> OutgoingMail:
        """A notice of what waits in the inbox, in English as all that staff read."""
        return _to_staff(to, inbox_notice(notice, self._urls), organisation)

    def _drawn(self, template: str, letter: Letter, about: Correspondent) -> str:
        return _drawn_in(self._language(about), template, letter, about.organisation)

    def _language(self, about: Correspondent) -> Language:
        """That of the person who is written to, or of a contributor; staff read English."""
        to = about.message.to
        if to.kind is RecipientKind.CONTRIBUTOR:
            asked = contribution_called(to.id, about.file.events)
            return language_called(asked.language if asked else "", self._languages)
        party = about.file.party(PartyId(to.id)) if to.kind is RecipientKind.PARTY else None
        return language_called(party.language, self._languages) if party else ENGLISH


def _to_staff(to: tuple[Addressee, ...], letter: Letter, organisation: Organisation) -> OutgoingMail:
    """A letter to staff that is about no case."""
    return OutgoingMail(
        to=to,
        from_name=organisation.name,
        subject=letter.subject,
        text=_drawn_in(ENGLISH, "mail/letter.txt", letter, organisation),
        html=_drawn_in(ENGLISH, "mail/letter.html", letter, organisation),
        reply_to=organisation.email,
    )


def _drawn_in(language: Language, template: str, letter: Letter, organisation: Organisation) -> str:
    return (
        environment(language)
        .get_template(template)
        .render(letter=letter, organisation=organisation, language=language)
    )

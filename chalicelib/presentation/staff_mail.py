"""What staff read in a mail: one fact, one date, one link. Never a name, never what was said: the case
page behind its sign-in has those (domain 4.8, S4-10).
"""

from __future__ import annotations

from datetime import date, datetime

from chalicelib.application.ports import Correspondent
from chalicelib.domain.calls import APPOINTMENT, CALLBACK
from chalicelib.domain.clocks import earliest, rule_code
from chalicelib.domain.concerns import CLOCK as ORAL
from chalicelib.domain.contact import ContactType
from chalicelib.domain.data_rights import DataMatter, begun_with
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.following import About, Rhythm, preferred_contact
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import COMPLAINANT, Channel
from chalicelib.presentation.claim_mail import news_for_member, news_for_staff
from chalicelib.presentation.dates import date_and_time, full_date, short_date
from chalicelib.presentation.labels import CHANNELS, RHYTHMS
from chalicelib.presentation.language import marked
from chalicelib.presentation.language import said as _
from chalicelib.presentation.letter import Fact, Letter, Link, Paragraph, Part
from chalicelib.presentation.urls import Urls

_CONTACTS = {
    ContactType.COMPLIMENT: marked("compliment"),
    ContactType.IDEA: marked("idea"),
    ContactType.COMMENT: marked("comment"),
    ContactType.QUERY: marked("query"),
    ContactType.CONCERN: marked("concern"),
    ContactType.COMPLAINT: marked("complaint"),
}

_ABOUT_DETAILS = {
    False: "request about personal details",
    True: "complaint about personal details",
}

_WROTE = {
    About.MESSAGE: marked("The person sent us a message. Read it and answer."),
    About.PLAN: marked("The person has a question about the plan. Read it and answer."),
    About.NEXT_STAGE: marked("The person asks for the next stage. Look at it and tell them."),
    About.NOT_ANSWERED: marked(
        "The person says what we did not answer, or what is new. The case is open again: plan it anew."
    ),
    About.APPEAL: marked("The person appeals. Read why, and decide by the date."),
    About.WITHDRAWAL: marked("The person wants to withdraw the complaint. Speak with them first."),
}

_MAILS = {
    MessageKind.RECEIPT: marked("the receipt"),
    MessageKind.ALERT: marked("the alert to staff"),
    MessageKind.ALARM: marked("the alarm to staff"),
    MessageKind.ACKNOWLEDGEMENT: marked("the acknowledgement"),
    MessageKind.ASSIGNMENT: marked("the note to the handler"),
    MessageKind.REMINDER: marked("the reminder"),
    MessageKind.BREACH: marked("the notice that a date has passed"),
    MessageKind.ESCALATION: marked("the notice to the next person responsible"),
    MessageKind.INVITATION: marked("the calendar entry"),
    MessageKind.APPOINTMENT: marked("the mail about an appointment"),
    MessageKind.UNDELIVERED: marked("the notice about a message"),
    MessageKind.NOTICE: marked("the notice to staff"),
    MessageKind.DOCUMENT_STOPPED: marked("the notice about a document"),
    MessageKind.MAIL_ARRIVED: marked("the notice of a mail"),
    MessageKind.CODE: marked("the code to follow the complaint"),
    MessageKind.IDENTITY_LOCKED: marked("the notice of locked identity checks"),
    MessageKind.PERSON_WROTE: marked("the notice that the person wrote"),
    MessageKind.WRITTEN_TO: marked("the notice that we wrote to the person"),
    MessageKind.RESPONSE: marked("the notice of the response"),
    MessageKind.LETTER_COPY: marked("the notice of a copy of the response"),
    MessageKind.STAFF_PAPER: marked("the notice to staff whom it concerns"),
    MessageKind.EXTENSION: marked("the letter about the new date"),
    MessageKind.CONSENT_QUESTION: marked("the question to the patient"),
    MessageKind.PLAN: marked("the letter with the plan"),
    MessageKind.LATE: marked("the letter that says why there is no response yet"),
    MessageKind.OUTCOME: marked("the letter that says what changed"),
    MessageKind.DECLINED: marked("the letter that it is not investigated"),
    MessageKind.TRANSFERRED: marked("the letter that it was passed on"),
    MessageKind.WITHDRAWN: marked("the letter that it is withdrawn"),
    MessageKind.DATE_SET: marked("the letter with the date that we set"),
    MessageKind.LIMITED: marked("the letter that contact is limited"),
    MessageKind.WRITTEN_RECORD: marked("the copy of the written record"),
    MessageKind.SPLIT: marked("the letter that a part has a number of its own"),
    MessageKind.CONTRIBUTION_QUESTION: marked("the questions to a contributor"),
    MessageKind.CONTRIBUTION_CODE: marked("the code for a contributor"),
    MessageKind.CANNOT_DISCUSS: marked("the letter that we cannot discuss it"),
    MessageKind.STAGE_REPLY: marked("the reply of a stage"),
    MessageKind.NEXT_STAGE: marked("the mail about the next stage"),
    MessageKind.SURVEY: marked("the survey"),
    MessageKind.SURVEY_REMINDER: marked("the reminder of the survey"),
}


_COULD_NOT_SEND = marked("We could not send {mail} by email. Use the phone or post instead.")

_UNDELIVERED = {
    EventType.MESSAGE_UNPROVEN: marked(
        "We cannot tell whether {mail} was sent. Find out, or send it again."
    ),
    EventType.MESSAGE_BOUNCED: marked(
        "We sent {mail} by email and it came back. Phone or post it today: it does not count as sent."
    ),
    EventType.MESSAGE_COMPLAINED: marked(
        "{mail} was marked as unwanted by its reader. We send no more email to this address: use the "
        "phone or post from now on."
    ),
}


def alert(about: Correspondent, urls: Urls) -> Letter:
    """Something arrived (S2-43)."""
    case, matter = about.file.case, begun_with(about.file.events)
    what = _(_ABOUT_DETAILS[matter is DataMatter.COMPLAINT] if matter else _CONTACTS[case.contact_type])
    fact = _("A new {what} arrived on {when}.").format(what=what, when=date_and_time(case.received_at))
    return _letter(about, urls, _("New {what}").format(what=what), fact, _due(about))


def alarm(about: Correspondent, urls: Urls) -> Letter:
    """What somebody wrote may not wait until it is read (SC-13)."""
    fact = _("Somebody may be in danger. Open the case now, read it, and act on it at once.")
    return _letter(about, urls, _("Read this now"), fact, None)


def assignment(about: Correspondent, urls: Urls) -> Letter:
    """A case has become theirs."""
    return _letter(about, urls, _("A case is now yours"), _("This case is now yours."), _due(about))


def reminder(about: Correspondent, urls: Urls) -> Letter:
    """Something falls due."""
    day = _day_told(about)
    fact = _("{what}: due on {day}.").format(what=_duty(about), day=full_date(day)) + _agreed_way(about)
    return _letter(about, urls, _("Reminder: due on {day}").format(day=short_date(day)), fact, day)


def _agreed_way(about: Correspondent) -> str:
    """How the person wants to hear from us while others are awaited (S0-22, S0-23)."""
    said = preferred_contact(about.file.events, COMPLAINANT)
    if said is None or rule_code(str(_cause(about).facts["clock"])) not in _KEEPING_IN_TOUCH:
        return ""
    way, rhythm = CHANNELS[Channel(said.facts["by"])], RHYTHMS[Rhythm(said.facts["rhythm"])]
    return " " + _("As agreed with them: {way}, {rhythm}.").format(way=way.lower(), rhythm=rhythm)


_KEEPING_IN_TOUCH = ("INACTIVITY", "UPDATE")
"""The clocks that wait for a word of ours to the person."""


def breach(about: Correspondent, urls: Urls) -> Letter:
    """Something was due and has not been done."""
    day = _day_told(about)
    fact = _late_words(about).format(what=_duty(about), day=full_date(day))
    return _letter(about, urls, _("Late: was due on {day}").format(day=short_date(day)), fact, day)


def _late_words(about: Correspondent) -> str:
    missed = rule_code(str(_cause(about).facts["clock"]))
    if missed == ORAL:
        return _(
            "{what}: by {day} nobody had recorded that the person is content. Ask them today. If they "
            "were content by then, record it with that time; if not, make it a complaint. At the end "
            "of the day it becomes one by itself, with its dates from its receipt."
        )
    if missed in (APPOINTMENT, CALLBACK):
        return _(
            "{what}: nothing is recorded for {day}. If it did not happen, say sorry to the person "
            "today and agree another time."
        )
    return _("{what}: this was due on {day} and is now late. Do it today, and note why it was late.")


def person_wrote(about: Correspondent, urls: Urls) -> Letter:
    """The person wrote to us through their own page."""
    wish = About(_cause(about).facts["about"])
    return _letter(about, urls, _("The person wrote to us"), _(_WROTE[wish]), _due(about))


def identity_locked(about: Correspondent, urls: Urls) -> Letter:
    """Too many checks of who somebody is have failed (S0-6, SC-4)."""
    until = datetime.fromisoformat(_cause(about).facts["locked_until"])
    fact = _(
        "Too many identity checks for this case failed. Until {when} nobody can be confirmed by phone "
        "or online. It may be somebody who wants to know what is not theirs to know: ring the person "
        "on the number that we hold."
    ).format(when=date_and_time(until))
    return _letter(about, urls, _("Identity checks are locked"), fact, None)


def _escalated_words(about: Correspondent) -> str:
    if "owner_unheard" in _cause(about).facts:
        return _(
            "{what}: this was due on {day} and is late. Candour could not say so before. Everybody who "
            "is responsible gets this mail: agree who does it, today."
        )
    return _(
        "{what}: this was due on {day} and nobody has answered the notice of it. You are the next "
        "person responsible. See that it is done, or do it."
    )


def escalation(about: Correspondent, urls: Urls) -> Letter:
    """Something is late, and nobody answered whoever was told of it."""
    day = _day_told(about)
    fact = _escalated_words(about).format(what=_duty(about), day=full_date(day))
    subject = _("Still late: was due on {day}").format(day=short_date(day))
    return _letter(about, urls, subject, fact, day)


_NOT_CONTENT = marked(
    "In a matter of level 2 the person is not content with the plan. Discuss it with whoever has it, "
    "today."
)
_NEWS = {
    EventType.HANDLER_NUDGED: marked("A colleague asks you to look at this case."),
    EventType.CONCERN_PROMOTED: marked(
        "A concern is a complaint now. Its dates count from its receipt."
    ),
    EventType.RESTRICTION_PROPOSED: marked("Limits on contact were proposed. You decide about them."),
    EventType.URGENT_RAISED: marked("Somebody may need medical help now. See to that first."),
    EventType.STAFF_COMMENTED: marked("Somebody whom it concerns commented on what was found."),
    EventType.CONTACT_PASSED_ON: marked("A concern was passed to you. The caller expects to hear."),
    EventType.LETTER_SUBMITTED: marked("A letter is waiting for your approval."),
    EventType.APPOINTMENT_ENDED: marked(
        "The person did not come for the second time in a row. Ask in which way they want to talk."
    ),
    EventType.CASE_ASSESSED: marked(
        "A complaint was assessed and is to be planned. Up to level 2, talk about the plan with the "
        "person; from level 3, a partner sits on it."
    ),
    EventType.PLAN_SENT: marked("You are named on a plan: you answer for it with whoever sent it."),
    EventType.OMBUDSMAN_INVOLVED: marked("The ombudsman looks at this case. Read what they ask for."),
    EventType.APPEAL_RAISED: marked("Somebody appeals. You can decide it: give your reasons."),
    EventType.APPEAL_DECIDED: marked("An appeal was decided. Read the reasons."),
    EventType.CONSENT_GIVEN: marked("Consent was given, in full or in part. Read how far it goes."),
    EventType.CONSENT_REFUSED: marked("Consent was refused. Tell nothing; decide how to go on."),
    EventType.CONSENT_WITHDRAWN: marked("Consent was taken back. From now on tell nothing."),
    EventType.CONTRIBUTION_RECEIVED: marked(
        "Somebody who was asked for their part has answered. Read what they say."
    ),
    EventType.DEADLINE_DOCUMENT_RECEIVED: marked(
        "A document with a deadline came in. It must be forwarded within 24 hours of its receipt, with "
        "its covering letter."
    ),
    EventType.INSTRUCTION_REQUESTED: marked("You are asked to decide about a claim. Give your answer."),
    EventType.INSTRUCTION_GIVEN: marked("The member has decided. Read the instruction."),
    EventType.CLAIM_OPENED: marked("A claim is expected, or here. Everything is kept from now on."),
    EventType.CLAIM_NOTIFIED: marked(
        "A member notified a claim, with its documents. Decide about cover."
    ),
    EventType.CLAIM_MEMBER_HEARD: marked("A member says what concerns it about a claim. Read it."),
    EventType.CLAIM_HIGH_PROFILE: marked(
        "A claim is high profile. See that its members are supported."
    ),
    EventType.CLAIM_LEARNT: marked(
        "Something was learnt from a claim. Read what the teams did about it."
    ),
    EventType.CLAIM_CLOSED: marked("A claim is closed. What was learnt from it stands on the case."),
    EventType.CLAIM_INVESTIGATED: marked("A claim is being looked into. Read what is asked of you."),
    EventType.ADMISSION_AUTHORISED: marked("A member authorised an admission. Read exactly which."),
    EventType.ADMISSION_REVOKED: marked(
        "A member took back its authority for an admission. Do not serve it."
    ),
    EventType.ACTION_SET: marked("You were asked to bring about a change that was promised."),
    EventType.SURVEY_DECIDED: marked("A survey for the person waits to be posted."),
    EventType.CLOCK_BREACHED: marked("Six months have passed without a response."),
    EventType.PLAN_ACCEPTED: _NOT_CONTENT,
    EventType.PLAN_REFUSED: _NOT_CONTENT,
    EventType.CASE_REOPENED: marked(
        "A matter of level 2 was taken up again: the person is not content. Discuss it with whoever "
        "has it, today."
    ),
}

_NOT_SETTLED = marked(
    "A matter of level 2 was not settled by the date that was agreed. Discuss it with whoever has it, "
    "today."
)


def notice(about: Correspondent, urls: Urls) -> Letter:
    """Something happened that is now theirs to act on."""
    event = _cause(about)
    if event.type is EventType.CLAIM_MEMBER_TOLD:
        return _letter(about, urls, _("News of a claim"), news_for_member(event), None)
    if event.type is EventType.CLAIM_STAFF_TOLD:
        parts = (Paragraph(news_for_staff(event)), Fact(_("Case"), str(about.file.case.reference)))
        return Letter(_("News of a claim"), parts)
    stated = event.facts.get("due")
    due = date.fromisoformat(stated) if stated else _due(about)
    return _letter(about, urls, _("A case needs you"), _(_news_of(event)), due)


def _news_of(event: Event) -> str:
    return _NOT_SETTLED if event.facts.get("clock") == "RESP" else _NEWS[event.type]


def invitation(about: Correspondent, urls: Urls) -> Letter:
    """Something stands in their calendar, at another time, or no longer."""
    cause = _cause(about)
    if cause.type is EventType.MEETING_CANCELLED:
        return _letter(about, urls, _("Cancelled"), _("A meeting about an outcome is off."), None)
    if cause.type is EventType.MEETING_SCHEDULED:
        day = date.fromisoformat(cause.facts["meets_on"])
        fact = _("The outcome is on the agenda of the meeting on {day}.").format(day=full_date(day))
        return _letter(about, urls, _("Meeting on {day}").format(day=short_date(day)), fact, None)
    if cause.type is EventType.APPOINTMENT_CANCELLED:
        return _letter(about, urls, _("Cancelled"), _("An appointment of yours is off."), None)
    when = date_and_time(datetime.fromisoformat(cause.facts["slot"]))
    what = _("Call back") if cause.type is EventType.CALLBACK_AGREED else _("Appointment")
    fact = _("{what}: {when}. It is yours.").format(what=what, when=when)
    return _letter(about, urls, _("{what} on {when}").format(what=what, when=when), fact, None)


def undelivered(about: Correspondent, urls: Urls) -> Letter:
    """A message did not go, or nobody knows whether it did: a person must choose."""
    cause = _cause(about)
    mail = _(_MAILS[MessageKind(cause.facts["kind"])])
    words = _(_UNDELIVERED.get(cause.type, _COULD_NOT_SEND))
    return _letter(about, urls, _("A message needs you"), words.format(mail=mail), _due(about))


def document_stopped(about: Correspondent, urls: Urls) -> Letter:
    """A file cannot be opened, or waits for somebody to look at it (S0-16)."""
    if _cause(about).facts["state"] == DocumentState.HELD:
        words = _("A document waits for you. Somebody must look at it before others can open it.")
    else:
        words = _("A document was blocked. Nobody can open it. The case says why, and what to do.")
    return _letter(about, urls, _("A document needs you"), words, _due(about))


def mail_arrived(about: Correspondent, urls: Urls) -> Letter:
    """A mail came in about the case; from whom, as far as anybody can tell (S0-14)."""
    facts = _cause(about).facts
    if facts["machine"]:
        words = _("A mail from a machine came in for this case. Read it: one of ours may be lost.")
    elif facts["from_party"]:
        words = _("A mail came in for this case.")
    else:
        words = _(
            "A mail came in for this case from an address that we do not know for it. Make sure who "
            "wrote it before you answer or say anything."
        )
    return _letter(about, urls, _("A mail came in"), words, _due(about))


def _letter(about: Correspondent, urls: Urls, subject: str, fact: str, due: date | None) -> Letter:
    reference = about.file.case.reference
    parts: tuple[Part, ...] = (Paragraph(fact), Fact(_("Case"), str(reference)))
    if due:
        parts += (Fact(_("Due"), full_date(due)),)
    link = Link(_("Open the case"), urls.full(urls.staff_case(reference)))
    return Letter(subject, (*parts, link), foot=(_("You need to sign in to see it."),))


def _due(about: Correspondent) -> date | None:
    """The earliest date that is still to be met."""
    first = earliest(about.clocks)
    return first.due if first else None


def _cause(about: Correspondent) -> Event:
    """The event that owes the message."""
    return next(event for event in about.file.events if event.seq == about.message.cause)


def _day_told(about: Correspondent) -> date:
    return date.fromisoformat(_cause(about).facts["due"])


def _duty(about: Correspondent) -> str:
    code = _cause(about).facts["clock"]
    clock = next((clock for clock in about.clocks if clock.code == code), None)
    return clock.rule.title if clock else code

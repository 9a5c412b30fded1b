"""Who a message goes to, read from the event that owes it: one function for each kind of reader.

Each is given the case as it is after the event, the event, and who there is to write to, and answers
None where nobody is written to this time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.domain.case import Case
from chalicelib.domain.contact import BROUGHT_IN, ContactType
from chalicelib.domain.events import ActorKind, Event
from chalicelib.domain.identifiers import PartyId, RoleCode
from chalicelib.domain.media import Medium
from chalicelib.domain.messages import OPTIONAL, MessageKind
from chalicelib.domain.parties import COMPLAINANT, PATIENT, Channel, Party
from chalicelib.domain.recipients import (
    Recipient,
    RecipientKind,
    to_contributor,
    to_handler_or,
    to_owner,
    to_party,
    to_roles,
    to_rung_of_appeal,
    to_rungs,
)

Addressee = Callable[[Case, Event, "Audience"], Recipient | None]
"""Who one event is told to; None for nobody this time."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who there is to write to: the case's parties, and roles. Told of everything that arrives; first
    to contact people; last to approve; taking over what is not settled; all on call; deciding for a
    member of a scheme; its lawyers in court; seeing to a medical need; planning what was assessed;
    learning from a claim: these may be nobody. `linked` are the contributions that can still be
    answered by a link.
    """

    parties: tuple[Party, ...]
    alerted_on_receipt: RoleCode
    first_contact: RoleCode | None = None
    approver: RoleCode | None = None
    takes_over: RoleCode | None = None
    on_call: tuple[RoleCode, ...] = ()
    instructs: RoleCode | None = None
    lawyers: RoleCode | None = None
    urgent: tuple[RoleCode, ...] = ()
    learning: tuple[RoleCode, ...] = ()
    plans: RoleCode | None = None
    linked: frozenset[str] = frozenset()


def complainant_by_mail(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever complained, if a mail may be sent to them."""
    mailable = (p for p in audience.parties if p.id == COMPLAINANT and p.can_be_mailed())
    return to_party(COMPLAINANT) if any(mailable) else None


def new_complainant_by_mail(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The same, unless a former system received the complaint and told them, or it was a part of one
    that they had a receipt for: staff tell them of that.
    """
    told_before = BROUGHT_IN in event.facts or "split_from" in event.facts
    return None if told_before else complainant_by_mail(case, event, audience)


def acknowledged_in_any_way(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever complained, where an acknowledgement was prepared."""
    return to_party(COMPLAINANT) if event.facts["kind"] == MessageKind.ACKNOWLEDGEMENT else None


def answered_in_any_way(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever complained, where the response was prepared."""
    return to_party(COMPLAINANT) if event.facts["kind"] == MessageKind.RESPONSE else None


def answered_at_a_stage(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever complained, where the reply of a stage was prepared."""
    return to_party(COMPLAINANT) if event.facts["kind"] == MessageKind.STAGE_REPLY else None


def acknowledged_by_mail(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever complained, unless the acknowledgement went, or goes, in another way."""
    went_already = {"carried_by", "split_from", BROUGHT_IN} & event.facts.keys()
    needs_a_mail = event.facts["how"] == Channel.EMAIL and not went_already
    return to_party(COMPLAINANT) if needs_a_mail else None


def intake_role(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The role that is told of everything that arrives, or whose category it is (S3-7)."""
    routed = event.facts.get("routed_to", audience.alerted_on_receipt)
    return Recipient(RecipientKind.ROLE, routed)


def role_of_what_is_new(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The same, unless a former system received it; of a concern also whoever looks after these.

    Source: S2-42, domain.md 4.3: the sheet goes to the office manager.
    """
    if BROUGHT_IN in event.facts:
        return None
    told, first = intake_role(case, event, audience), audience.first_contact
    concerns = case.contact_type is ContactType.CONCERN and "routed_to" not in event.facts
    if concerns and first and told and first != told.id:
        return to_roles((RoleCode(told.id), first))
    return told


def new_handler(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever was given the case; nobody if they took it themselves, or had it in the former system."""
    knows = BROUGHT_IN in event.facts or event.by.id == event.facts["handler"]
    return None if knows else Recipient(RecipientKind.STAFF, event.facts["handler"])


def clock_owner(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever the clock's promise is up to: those on call, a person, the handler, or the role."""
    return to_owner(event.facts, case.handler)


def whose_diary(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The member of staff whose time was agreed."""
    return Recipient(RecipientKind.STAFF, event.facts["person"])


def nobody_was_met(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever complained, when they or we were not there as it was agreed (S0-10)."""
    missed = event.facts["outcome"] in ("we_missed_it", "they_did_not_come")
    return complainant_by_mail(case, event, audience) if missed else None


def handler_of_who_stays_away(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The handler, when somebody did not come twice in a row: they are asked how to talk (S0-10)."""
    return handler(case, event, audience) if event.facts.get("again") else None


def next_rungs(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The rungs of the ladder that were reached."""
    return to_rungs(event.facts["rungs"])


def rung_of_appeal(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The rung that decides the appeal (S1-54)."""
    return to_rung_of_appeal(event.facts["rung"])


def who_can_send_otherwise(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Who finds another way for a message that did not arrive; never for the notice of it, nor for what
    nobody needs to get.
    """
    if event.facts["kind"] in (MessageKind.UNDELIVERED, *OPTIONAL):
        return None
    return to_handler_or(audience.alerted_on_receipt, case.handler)


def who_helps_at_once(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Everybody who can see to a medical need; who has the first contact, where the pack names none.

    Source: domain.md 4.3: the office manager and the duty clinician.
    """
    if audience.urgent:
        return to_roles(audience.urgent)
    return office_manager(case, event, audience)


def who_plans(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Who comes in once it was assessed: whoever has its level talks about the plan with the person,
    and from level 3 a partner sits on it (T3, S2-73, S2-81, C-8).
    """
    return Recipient(RecipientKind.ROLE, audience.plans) if audience.plans else None


def partner_on_the_plan(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The partner whom a plan names; nobody if they sent it themselves (S2-73)."""
    partner = event.facts.get("partner")
    return Recipient(RecipientKind.STAFF, partner) if partner and partner != event.by.id else None


def office_manager(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The role of first contact, or that of intake where the pack has none."""
    return Recipient(RecipientKind.ROLE, audience.first_contact or audience.alerted_on_receipt)


def told_of_breach(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Who else hears of a missed promise: it is a matter of the clock which was missed."""
    told = {"6M": approvers, "RESP": who_takes_over}.get(event.facts["clock"])
    return told(case, event, audience) if told else None


def on_call(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """All who must act on what a claim brings in, at any hour (S1-36, C-20)."""
    return to_roles(audience.on_call) if audience.on_call else None


def who_instructs(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever decides for the member of a scheme: the person who is asked, or the role (S1-43)."""
    if person := event.facts.get("person"):
        return Recipient(RecipientKind.STAFF, person)
    return Recipient(RecipientKind.ROLE, audience.instructs) if audience.instructs else None


def lawyers(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The role that goes to court for us (S1-18)."""
    return Recipient(RecipientKind.ROLE, audience.lawyers) if audience.lawyers else None


def claims_team(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever could act on an authority that is taken back: handlers and lawyers at once (S1-15)."""
    return to_roles(each for each in (audience.alerted_on_receipt, audience.lawyers) if each)


def who_learns(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """All who see to it that something is learnt from claims (S1-49)."""
    return to_roles(audience.learning) if audience.learning else None


def handler_of_concern(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The handler, when something concerns a member and somebody else wrote it down (S1-30)."""
    news = event.facts["has_concerns"] and event.by.id != case.handler
    return handler(case, event, audience) if news else None


def contact_of_member(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The one contact of a member whom the event names (S1-25)."""
    return Recipient(RecipientKind.STAFF, event.facts["contact"])


def staff_of_claim(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The member of staff whom a claim concerns; nobody without an account (S1-41)."""
    staff = event.facts["staff"]
    return Recipient(RecipientKind.STAFF, staff) if staff else None


def who_takes_over(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The role that takes over what is not settled."""
    return Recipient(RecipientKind.ROLE, audience.takes_over) if audience.takes_over else None


def who_hears_of_no(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The role that takes over, when the plan was refused."""
    unhappy = event.facts["answer"] in ("refused", "refused_proceed")
    return who_takes_over(case, event, audience) if unhappy else None


def approvers(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The role that approves last."""
    return Recipient(RecipientKind.ROLE, audience.approver) if audience.approver else None


def action_owner(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever must do the action; nobody if they set it themselves."""
    owner = event.facts["owner"]
    return None if owner == event.by.id else Recipient(RecipientKind.STAFF, owner)


def handler_of_stopped(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The handler, when a file was stopped."""
    return None if event.facts["state"] == "safe" else handler(case, event, audience)


def who_answers_mail(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The handler, or intake. An answering machine is recorded and wakes nobody; a mail that was
    returned needs somebody. Of the mail that a case was made of they hear with the case.
    """
    if event.facts["machine"] == "absent" or event.facts.get("began"):
        return None
    return to_handler_or(audience.alerted_on_receipt, case.handler)


def whoever_passed(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The code of a check on the web, to the address or the mobile that we hold, as they asked; nothing
    to who did not agree to it.
    """
    passed = event.facts.get("party", "") if "asking" in event.facts else ""
    by_text = Medium.TEXT in event.facts.get("media", ())
    people = (p for p in audience.parties if p.id == passed)
    reachable = any(p.can_be_texted() if by_text else p.can_be_mailed() for p in people)
    return to_party(PartyId(passed)) if reachable else None


def whoever_is_written_to(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The person of the case to whom staff wrote."""
    return to_party(PartyId(event.facts["party"]))


def whoever_is_answered(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever complained, in each medium that the event names; nobody where it names none."""
    return to_party(COMPLAINANT) if event.facts.get("media") else None


def whoever_may_be_told_nothing(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever complained, of an end about which they may be told nothing (SC-3 B)."""
    return whoever_is_answered(case, event, audience) if event.facts.get("shut", True) else None


def whoever_may_be_told(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever complained, of an end whose reasons they may know."""
    return None if event.facts.get("shut", True) else whoever_is_answered(case, event, audience)


def patient_in_any_way(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The patient, in each medium that the event names; nobody where somebody asks them in person."""
    return to_party(PATIENT) if event.facts.get("media") else None


def patient_to_chase(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The patient who has not answered, once more, if the question went by mail (SC-3)."""
    of_consent = str(event.facts["clock"]).startswith("CONSENT:")
    mailable = any(p.id == PATIENT and p.can_be_mailed() for p in audience.parties)
    chased = of_consent and event.facts["milestone"] == "chase" and mailable
    return to_party(PATIENT) if chased else None


def contributor_by_mail(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever was asked for their part, if they have a link to answer it by (S2-25)."""
    asked = str(event.facts["organisation"])
    return to_contributor(asked) if asked in audience.linked else None


def contributor_to_chase(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Who has not given their part, before and on its date, if they can answer by a link (4.7)."""
    rule, _, asked = str(event.facts["clock"]).partition(":")
    chased = rule == "CONTRIB" and asked in audience.linked
    return to_contributor(asked) if chased else None


def handler_of_answer(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The handler, where the person answered by themselves; nobody where staff wrote it down."""
    return handler(case, event, audience) if event.by.kind is ActorKind.PUBLIC else None


def who_posts_it(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The handler, when what the clock owes must go by post: nobody else would know of it."""
    posted = set(event.facts.get("media", ())) - {Medium.EMAIL}
    return handler(case, event, audience) if posted else None


def whose_copy(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The member of staff who gets a copy of the letter (S2-34), or what concerns them in the complaint
    (S2-33); nobody without an account.
    """
    staff = event.facts["staff"]
    return Recipient(RecipientKind.STAFF, staff) if staff else None


def handler_of_locked(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The handler, when checks of identity were locked."""
    return handler(case, event, audience) if "locked_until" in event.facts else None


def handler(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever handles the case, or the role of intake."""
    return to_handler_or(audience.alerted_on_receipt, case.handler)

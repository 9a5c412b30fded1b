"""The keys under which a policy pack states what is no clock's: one row for each, with what may stand
there. Source: domain.md, section 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SettingValue = int | bool | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number of at least one."""

    def fault_of(self, value: object) -> str:
        """What is wrong with the value; empty where nothing is."""
        fits = isinstance(value, int) and not isinstance(value, bool) and value > 0
        return "" if fits else "must be a whole number above zero"


@dataclass(frozen=True, slots=True)
class Truth:
    """Yes or no."""

    def fault_of(self, value: object) -> str:
        """What is wrong with the value; empty where nothing is."""
        return "" if isinstance(value, bool) else "must be true or false"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these words."""

    words: tuple[str, ...]

    def fault_of(self, value: object) -> str:
        """What is wrong with the value; empty where nothing is."""
        return "" if value in self.words else f"must be one of: {', '.join(self.words)}"


@dataclass(frozen=True, slots=True)
class Several:
    """Some of these words, without repeats; any words where none are listed."""

    words: tuple[str, ...] = ()

    def fault_of(self, value: object) -> str:
        """What is wrong with the value; empty where nothing is."""
        if not isinstance(value, tuple) or not value or len(set(value)) < len(value):
            return "must be a list of different words"
        strange = [word for word in value if self.words and word not in self.words]
        return f"may not hold: {', '.join(map(str, strange))}" if strange else ""


@dataclass(frozen=True, slots=True)
class Roles:
    """Roles of the pack, in their order."""

    def fault_of(self, value: object) -> str:
        """What is wrong with the value; empty where nothing is. The linter asks whether they exist."""
        return Several().fault_of(value)


@dataclass(frozen=True, slots=True)
class RoleByLevel:
    """A role of the pack for each of the four levels of a contact (S2-71 to S2-74)."""

    def fault_of(self, value: object) -> str:
        """What is wrong with the value; empty where nothing is. The linter asks whether they exist."""
        fits = isinstance(value, tuple) and len(value) == len(LEVELS)
        return "" if fits else "must name a role for each of the levels 1 to 4"


LEVELS = (1, 2, 3, 4)

Kind = Number | Truth | Choice | Several | Roles | RoleByLevel

_IDENTITY_ITEMS = (
    "membership_number",
    "nhs_number",
    "date_of_birth",
    "address",
    "email",
    "telephone",
)

KEYS: Mapping[str, Kind] = {
    # C-1: how long after the event people can complain. More generous than the law, never stricter.
    "time_limit.statutory_months": Number(),
    "time_limit.local_months": Number(),
    "time_limit.from": Choice(("occurred", "noticed", "later_of_occurred_and_noticed")),
    "time_limit.local_from": Choice(("occurred", "noticed", "later_of_occurred_and_noticed")),
    # C-2: an oral concern that is settled at once is no complaint.
    "oral_exemption.mode": Choice(("next_working_day", "elapsed_24h", "stricter")),
    "oral_exemption.internal_target_hours": Number(),
    # C-4 and C-6: how the date of the response comes about, and the longest that it may be.
    "response.mode": Choice(("negotiated", "fixed", "both")),
    "relevant_period.months": Number(),
    "review.first_months": Number(),
    "review.repeat_months": Number(),
    "review.early_warning_months": Number(),
    "plan.working_days": Number(),
    "plan.contact_role_by_level": RoleByLevel(),
    "update.working_days": Number(),
    "wish.working_days": Number(),
    "inactivity.days": Number(),
    "contact_arrangement.working_days": Number(),
    # S0-10: within how many working days who did not come twice is asked how to talk.
    "absence.working_days": Number(),
    # S2-42: within how many working days somebody reports on a concern.
    "concern.review_working_days": Number(),
    "consent.decision_working_days": Number(),
    "consent.rules": Choice(("all_third_parties", "basis_decides")),
    # C-7: who must agree to a response, and who may sign it.
    "signoff.required": Roles(),
    "signoff.signatories": Roles(),
    "signoff.working_days": Number(),
    "responsible_person": Roles(),
    # S3-14: whether every answer needs the causes behind it.
    "root_cause.mandatory": Truth(),
    # C-9: what is reported, to whom.
    "reports.monthly_meeting": Truth(),
    "reports.meeting_months": Number(),
    "reports.partner_annual": Truth(),
    "reports.annual_year_end": Choice(("03-31",)),
    "reports.annual_months": Number(),
    "reports.commissioner": Truth(),
    # C-10: on what grounds details of people are used.
    "privacy.art6": Several(),
    "privacy.art9": Several(),
    "privacy.confidentiality_bases": Several(
        ("direct_care", "consent", "public_interest", "legal_requirement")
    ),
    "sharing.purposes": Several(("complaints", "safeguarding")),
    "sar.months": Number(),
    "sar.extra_months": Number(),
    "dpc.ack_days": Number(),
    "regulator.summary_days": Number(),
    "linked_procedures": Several(),
    # C-16, S0-5: what confirms who somebody is.
    "identity.with_ref": Several(("reference", "full_name")),
    "identity.no_ref.min": Number(),
    "identity.no_ref.items": Several(_IDENTITY_ITEMS),
    "identity.wrong_item": Choice(("fail", "ignore")),
    # S0-6, SC-4: how many failed checks lock a case and for how long; how long a pass lets one speak.
    "identity.attempts": Number(),
    "identity.lock_hours": Number(),
    "identity.window_minutes": Number(),
    # S2-14, S4-10: what makes a case sensitive; how long a reason for opening it holds.
    "access.sensitive": Several(
        (
            "restricted",
            "patient_safety",
            "adult_safeguarding",
            "child_safeguarding",
            "counter_fraud",
            "duty_of_candour",
        )
    ),
    "access.read_hours": Number(),
    # OWASP ASVS 3.3.2, 3.7.1: a session that nobody uses ends; some acts ask for a new one.
    "session.idle_minutes": Number(),
    "session.afresh_minutes": Number(),
    # C-18, S0-15 to S0-17: which files are taken, and what holds one until a handler has looked.
    "attachments.image_policy": Choice(("deny", "adjustment")),
    "attachments.identifiers": Several(("nhs_number", "date_of_birth", "postcode", "patient_name")),
    "attachments.largest_megabytes": Number(),
    "attachments.most_in_form": Number(),
    "attachments.most_in_case": Number(),
    "reference.format": Choice(("initials_and_six_digits",)),
    # S2-71: a call back is for the same day, by this hour, where nothing else was agreed.
    # S0-18: employers beside the NHS that may read what is sent to their addresses.
    "email.employer_domains": Several(),
    "alarm.hours": Number(),
    # Issue 6, point 8: what was done by mistake is undone within so many minutes.
    "undo.minutes": Number(),
    # S2-86, T7: staff comment on what was found within so many working days.
    "staff.comment_working_days": Number(),
    # domain.md 4.3: a medical need is seen to within so many minutes.
    "urgent.minutes": Number(),
    "urgent.told": Roles(),
    "appeal.working_days": Number(),
    "callback.by_hour": Number(),
    # What a list of the day calls critical, and soon.
    "digest.critical_working_days": Number(),
    "digest.soon_working_days": Number(),
    # S0-12: who hears of mail that waits, when it waits too long, how long what was put away is kept.
    "inbox.told": Roles(),
    "inbox.late_working_days": Number(),
    "inbox.put_away_days": Number(),
    "claims.forward_hours": Number(),
    "claims.oncall": Roles(),
    "claims.pap_ack_days": Number(),
    "claims.pap_response_months": Number(),
    "claims.part36_days": Number(),
    "claims.learning_told": Roles(),
    "claims.rules_version": Several(),
    "claims.schemes": Several(("CNST", "LTPS", "PES", "CNSC", "CNSGP", "ELSGP")),
    "staff_copy.redact": Truth(),
    "drafts.retain_days": Number(),
    "regime": Choice(("nhs_2009", "private", "claims", "dp")),
    "survey.optout": Several(("link", "email", "staff")),
    # S0-25, S0-26: when a closed case's person is asked, how many of them, and what may be told of it.
    "survey.delay_working_days": Number(),
    "survey.reminder_working_days": Number(),
    "survey.sample_percent": Number(),
    "survey.open_days": Number(),
    "survey.smallest_group": Number(),
    "survey.keep_months": Number(),
    "duplicate_commissioner_check": Truth(),
    "retention.months": Number(),
    "retention.review_months": Number(),
    "learning.audit_months": Number(),
    "sdc.method": Choice(("hes", "primary5_secondary")),
}

READ_BY_PEOPLE: Mapping[str, str] = {
    "response.mode": "the kind of the clock RESP says the same; this says why it is that kind (C-4)",
    "reports.partner_annual": "the breakdown of a year is there for every policy (C-9)",
    "reports.commissioner": "the figures for others are there for every policy (C-9)",
    "linked_procedures": "triage asks about the same procedures in every pack (C-15)",
    "reference.format": "there is one format; another one would be another word here (C-19)",
    "staff_copy.redact": "the response’s letter is still written outside (C-23)",
    "drafts.retain_days": "drafts of the public form are kept for a fixed time so far (C-25)",
    "regime": "says under which law the pack stands; its clocks say what that law asks (C-27)",
}
"""What a pack states and the program does not read yet, each with the reason why it may stand there.
Source: issue 3, point 2: a value that nothing reads, and that is not named here, fails the build.
"""


def names_roles(key: str) -> bool:
    """Whether the words under this key are roles of the pack."""
    return isinstance(KEYS.get(key), Roles | RoleByLevel)


def fault_of_setting(key: str, value: object) -> str:
    """What is wrong with a value under this key; empty where nothing is.

    >>> fault_of_setting("time_limit.local_months", 0)
    'time_limit.local_months must be a whole number above zero'
    """
    kind = KEYS.get(key)
    if kind is None:
        return f"{key} is no key of a policy"
    fault = kind.fault_of(value)
    return f"{key} {fault}" if fault else ""

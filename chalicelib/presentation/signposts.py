"""Where else a person can turn, in words: every name and number comes from the policy pack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chalicelib.domain.policy import Contact
from chalicelib.domain.policy_faults import doubt_about
from chalicelib.domain.staff import Organisation
from chalicelib.presentation.language import Language

ADVOCACY, OMBUDSMAN = "advocacy", "ombudsman"
COMMISSIONER, CARE_REGULATOR = "commissioner", "regulator"
REGULATOR, OFFICER = "data_protection_regulator", "data_protection_officer"
"""Who looks at complaints about personal details from outside, and from inside (domain.md 3.6)."""
EQUALITY = "equality_advice"


def reach(contact: Contact) -> str:
    """Its name and every way to reach it, as one line.

    >>> reach(Contact("x", "Exampleton Advocacy", "01632 960 020", "", "", None, "S2-59"))
    'Exampleton Advocacy: 01632 960 020'
    """
    ways = ", ".join(way for way in (contact.phone, contact.url, contact.address) if way)
    return f"{contact.name}: {ways}" if ways else contact.name


def advocacy(contacts: Mapping[str, Contact], language: Language) -> str:
    """Who helps people to complain, free of charge and independent of us (S2-21); empty if unknown."""
    advocate = contacts.get(ADVOCACY)
    if advocate is None:
        return ""
    return language.said(
        "An advocate can help you to make a complaint. They are free, and they do not work for us. "
        "{reach}"
    ).format(reach=reach(advocate))


def ombudsman_so_far(contacts: Mapping[str, Contact], language: Language) -> str:
    """The ombudsman, for as long as we have not given our final answer.

    Source: S2-94; the interim wording of C-14, because people who go too early are sent back.
    """
    ombudsman = contacts.get(OMBUDSMAN)
    if ombudsman is None:
        return ""
    return language.said(
        "If you are not happy once you have had our final answer, you can ask the ombudsman to look at "
        "your complaint. They are independent and free. {reach}"
    ).format(reach=reach(ombudsman))


def ombudsman_now(contacts: Mapping[str, Contact], language: Language) -> str:
    """The ombudsman, once we have given our final answer. Source: S2-94; the final wording of C-14."""
    ombudsman = contacts.get(OMBUDSMAN)
    if ombudsman is None:
        return ""
    return language.said(
        "If you are not happy with our answer, you can ask the ombudsman to look at your complaint. "
        "They are independent and free. {reach}"
    ).format(reach=reach(ombudsman))


def commissioner(contacts: Mapping[str, Contact], language: Language) -> str:
    """Who pays for the care and can look into a complaint instead of us, not as well; empty if unknown.

    Source: S2-68, C-30; SI 2009/309 regulation 7.
    """
    payer = contacts.get(COMMISSIONER)
    if payer is None:
        return ""
    return language.said(
        "You can complain to those who pay for our services instead of us. One of us looks into it, "
        "not both. {reach}"
    ).format(reach=reach(payer))


def care_regulator(contacts: Mapping[str, Contact], language: Language) -> str:
    """Who checks how good and safe care is. They look into no single complaint. Source: S2-68."""
    checks = contacts.get(CARE_REGULATOR)
    if checks is None:
        return ""
    return language.said(
        "You can also tell those who check care in England what happened. They want to hear it, but "
        "they do not look into single complaints. {reach}"
    ).format(reach=reach(checks))


def data_protection_regulator(contacts: Mapping[str, Contact], language: Language) -> str:
    """Who looks at how we use personal details, and does not work for us; empty if unknown.

    Source: UK GDPR Articles 12(4) and 13(2)(d); Data Protection Act 2018 section 165.
    """
    regulator = contacts.get(REGULATOR)
    if regulator is None:
        return ""
    return language.said(
        "You can also complain about how we use your information to people who do not work for us. It "
        "is free. {reach}"
    ).format(reach=reach(regulator))


def data_protection_officer(contacts: Mapping[str, Contact], language: Language) -> str:
    """Who sees to it that we keep to the law on personal details. Source: UK GDPR Article 13(1)(b)."""
    officer = contacts.get(OFFICER)
    if officer is None:
        return ""
    return language.said(
        "We have an officer for data protection. They help you with questions about your "
        "information. {reach}"
    ).format(reach=reach(officer))


def equality_advice(contacts: Mapping[str, Contact], language: Language) -> str:
    """Who helps where our pages keep somebody out and our answer does not help; empty if unknown.

    Source: Accessibility Regulations 2018 regulation 8; Equality Act 2010.
    """
    adviser = contacts.get(EQUALITY)
    if adviser is None:
        return ""
    return language.said("If our answer does not help, you can ask others for advice. {reach}").format(
        reach=reach(adviser)
    )


def in_doubt(contacts: Mapping[str, Contact], today: date, *, invented_too: bool) -> str:
    """Why a letter cannot name whom it names; empty where it can. Source: S2-68."""
    named = (contacts[code] for code in (OMBUDSMAN, ADVOCACY) if code in contacts)
    doubts = (doubt_about(each, today) for each in named if invented_too or not each.invented)
    return next(filter(None, doubts), "")


def reach_us(organisation: Organisation, language: Language) -> tuple[str, ...]:
    """Every way to reach the organisation itself."""
    _ = language.said
    ways = (
        (_("Phone: {way}"), organisation.phone),
        (_("Email: {way}"), organisation.email),
        (_("Post or in person: {way}"), organisation.address),
    )
    return tuple(words.format(way=way) for words, way in ways if way)


def rights(language: Language) -> tuple[str, ...]:
    """What the NHS Constitution says a person who complains has a right to. Source: S2-4."""
    _ = language.said
    return (
        _("have your complaint dealt with efficiently and looked into properly"),
        _("know the outcome when it has been looked into"),
        _("go to the ombudsman if you are not happy with how we dealt with it"),
    )


def commitments(language: Language) -> tuple[str, ...]:
    """What the NHS Constitution commits us to when somebody complains. Source: S2-4, S2-5."""
    _ = language.said
    return (
        _("treat you with courtesy and support you, and never let a complaint affect your care"),
        _("say so and say sorry when something went wrong, explain it, and put it right"),
        _("learn from it, so that care gets better"),
    )

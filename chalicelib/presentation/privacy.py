"""What the page about personal details promises: every number and ground in it comes from the policy
pack. Source: UK GDPR Articles 13 and 14; S4-1, S4-4; domain.md 3.5, 3.6.
"""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.policy import PolicyPack
from chalicelib.presentation.language import Language, marked

MONTHS_OF_A_YEAR = 12

_GROUNDS: Mapping[str, str] = {
    "legal_obligation": marked(
        "The law says that we must look into complaints. This is Article 6(1)(c) of the UK GDPR."
    ),
    "public_task": marked(
        "It is part of our work for the public. This is Article 6(1)(e) of the UK GDPR."
    ),
    "contract": marked(
        "We need it to do what we agreed with you. This is Article 6(1)(b) of the UK GDPR."
    ),
    "legitimate_interests": marked(
        "We have a good reason: to answer you and to do better. This is Article 6(1)(f) of the UK GDPR."
    ),
    "health_care_management": marked(
        "About health, we use it to run care well. This is Article 9(2)(h) of the UK GDPR."
    ),
}
"""What lets us use personal details, by the codes of the pack. Source: C-10; UK GDPR Articles 6, 9."""


def grounds(pack: PolicyPack, language: Language) -> tuple[str, ...]:
    """What lets us use what people tell us, as the pack states it; empty where it does not.

    Source: UK GDPR Article 13(1)(c), (d).
    """
    named = (*_codes(pack, "privacy.art6"), *_codes(pack, "privacy.art9"))
    return tuple(language.said(_GROUNDS[code]) for code in named if code in _GROUNDS)


def how_long(pack: PolicyPack, language: Language) -> str:
    """For how many years a file is kept after it is closed; empty where the pack does not say.

    Source: domain.md 3.5; UK GDPR Article 13(2)(a).
    """
    months = _number(pack, "retention.months")
    return months and language.said(
        "We keep the file after your complaint is closed. For how many years: {years}."
    ).format(years=f"{int(months) / MONTHS_OF_A_YEAR:g}")


def how_to_complain(pack: PolicyPack, language: Language) -> str:
    """What we owe to somebody who says that we used their details wrongly; empty as above.

    Source: C-26; UK GDPR Article 13(2)(d).
    """
    days = _number(pack, "dpc.ack_days")
    return days and language.said(
        "Tell us. We must let you know within {days} days that we have your complaint. You can also "
        "complain to the Information Commissioner, who does not work for us."
    ).format(days=days)


def _codes(pack: PolicyPack, key: str) -> tuple[str, ...]:
    setting = pack.settings.get(key)
    return setting.value if setting and isinstance(setting.value, tuple) else ()


def _number(pack: PolicyPack, key: str) -> str:
    setting = pack.settings.get(key)
    return str(setting.value) if setting else ""

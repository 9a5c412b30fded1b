"""What the page about personal details promises: every number in it comes from the policy pack."""

from __future__ import annotations

from chalicelib.domain.policy import PolicyPack
from chalicelib.presentation.language import Language

MONTHS_OF_A_YEAR = 12


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


def _number(pack: PolicyPack, key: str) -> str:
    setting = pack.settings.get(key)
    return str(setting.value) if setting else ""

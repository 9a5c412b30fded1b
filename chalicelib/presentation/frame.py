"""What every page needs besides its own content."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.staff import Organisation, Staff
from chalicelib.presentation.language import ENGLISH, LANGUAGES, Language
from chalicelib.presentation.urls import Urls


@dataclass(frozen=True, slots=True)
class Frame:
    """Around every page: whose service it is, who is signed in, which of the pages of staff are theirs,
    in which language it speaks, and what its forms must carry.
    """

    urls: Urls
    organisation: Organisation
    csrf: str = ""
    staff: Staff | None = None
    lists_cases: bool = False
    records_contacts: bool = False
    checks_callers: bool = False
    reads_inbox: bool = False
    may_set: bool = False
    may_change: bool = False
    may_manage_staff: bool = False
    may_dispose: bool = False
    may_report: bool = False
    may_minute: bool = False
    reads_register: bool = False
    reads_surveys: bool = False
    reads_figures: bool = False
    language: Language = ENGLISH
    languages: tuple[Language, ...] = LANGUAGES

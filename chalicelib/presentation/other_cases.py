"""Which cases belong with this one, and which may: what staff see at the top of the case page."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.case import CaseFile
from chalicelib.domain.links import links_of, proposals_of
from chalicelib.presentation.forms.linking import HOWS, in_words
from chalicelib.presentation.urls import Urls


@dataclass(frozen=True, slots=True)
class OtherCase:
    """Another case with its page. `proposed` where nobody has decided yet; then `words` says why."""

    reference: str
    path: str
    words: str
    proposed: bool


def other_cases(file: CaseFile, urls: Urls) -> tuple[OtherCase, ...]:
    """The linked cases, then those that are proposed."""
    linked = (
        OtherCase(str(each.other), urls.path(urls.staff_case(each.other)), HOWS[each.how], False)
        for each in links_of(file.events)
    )
    proposed = (
        OtherCase(str(each.other), urls.path(urls.staff_case(each.other)), in_words(each.why), True)
        for each in proposals_of(file.events)
    )
    return (*linked, *proposed)

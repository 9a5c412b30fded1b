"""The forms of all commands: what staff are asked, and in which words. One module for each topic."""

from collections.abc import Mapping

from chalicelib.domain.policy import Action
from chalicelib.presentation.forms import (
    acknowledging,
    answering_alarms,
    answering_rights,
    appealing,
    assessing,
    calling,
    casework,
    claim_opening,
    claim_resolving,
    claim_working,
    claiming,
    concerning,
    confining,
    consenting,
    contacting,
    contributing,
    copying,
    correcting,
    delegating,
    dispatching,
    documents,
    ending,
    erasing,
    giving_record,
    holding,
    improving,
    investigating,
    involving,
    letter,
    linking,
    mediating,
    moving_dates,
    nudging,
    planning,
    regulating,
    responding,
    restricting,
    sharing,
    staging,
    surveying,
    telling,
    telling_staff,
    undoing,
)
from chalicelib.presentation.forms.form import Form
from chalicelib.presentation.labels import ACTIONS

__all__ = ["BY_NAME", "FORMS", "TITLES", "Form"]

_TOPICS = (
    acknowledging,
    dispatching,
    giving_record,
    casework,
    documents,
    telling,
    correcting,
    calling,
    answering_alarms,
    concerning,
    assessing,
    planning,
    consenting,
    sharing,
    contacting,
    contributing,
    moving_dates,
    nudging,
    undoing,
    investigating,
    telling_staff,
    involving,
    letter,
    responding,
    delegating,
    staging,
    improving,
    copying,
    ending,
    erasing,
    appealing,
    claiming,
    claim_opening,
    claim_working,
    claim_resolving,
    regulating,
    restricting,
    confining,
    answering_rights,
    holding,
    surveying,
    linking,
    mediating,
)

FORMS: Mapping[Action, Form] = {
    form.action: form for topic in _TOPICS for form in vars(topic).values() if isinstance(form, Form)
}
"""The form of every action that changes a case: whatever form a topic's module holds."""

TITLES: Mapping[Action, str] = {**ACTIONS, **{form.action: form.title for form in FORMS.values()}}
"""What every action is called."""

BY_NAME: Mapping[str, Form] = {form.name: form for form in FORMS.values()}

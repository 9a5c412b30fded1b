"""The forms of all commands: what staff are asked, and in which words. One module for each topic."""

from collections.abc import Mapping

from chalicelib.domain.policy import Action
from chalicelib.presentation.forms import (
    acknowledging,
    calling,
    casework,
    correcting,
    documents,
    telling,
)
from chalicelib.presentation.forms.form import Form

__all__ = ["BY_NAME", "FORMS", "Form"]

FORMS: Mapping[Action, Form] = {
    form.action: form
    for form in (
        acknowledging.ACKNOWLEDGE,
        casework.ASSIGN,
        casework.NOTE,
        casework.SETTLE,
        documents.DECIDE,
        telling.TELL,
        correcting.CORRECT,
        telling.WRITE,
        calling.CALL_BACK,
        calling.CALL_MADE,
        calling.BOOK,
        calling.MOVE,
        calling.CANCEL,
        calling.END,
    )
}
"""The form of every action that changes a case."""

BY_NAME: Mapping[str, Form] = {form.name: form for form in FORMS.values()}

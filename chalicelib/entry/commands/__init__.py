"""Every command on a case: a row each. How to add one: docs/decisions/0012."""

from chalicelib.application.assign_case import assign_case
from chalicelib.domain import casework
from chalicelib.domain.documents import deeds
from chalicelib.entry.commands.command import Command, command
from chalicelib.entry.commands.doors import hang
from chalicelib.presentation.forms import acknowledging, documents
from chalicelib.presentation.forms import casework as forms

COMMANDS = (
    command(acknowledging.ACKNOWLEDGE, casework.Acknowledgement, casework.acknowledge),
    Command(forms.ASSIGN, casework.Assignment, assign_case),
    command(forms.NOTE, casework.Note, casework.add_note),
    command(documents.DECIDE, deeds.DocumentVerdict, deeds.decide_document),
    command(forms.SETTLE, casework.MessageVerdict, casework.settle_message),
)

doors = hang(COMMANDS)

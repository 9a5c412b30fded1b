"""Every command on a case: a row each. How to add one: docs/decisions/0012."""

from typing import TypeVar

from chalicelib.application.assign_case import assign_case
from chalicelib.application.casework import Decide
from chalicelib.application.correct_person import correct_person
from chalicelib.application.take_slot import taking_a_slot
from chalicelib.domain import casework
from chalicelib.domain.documents import deeds
from chalicelib.domain.identity.checks import Told, tell_person
from chalicelib.entry.commands.command import Command, command
from chalicelib.entry.commands.doors import hang
from chalicelib.presentation.forms import Form, acknowledging, calling, correcting, documents, telling
from chalicelib.presentation.forms import casework as forms

Asked = TypeVar("Asked")


def _in_a_diary(form: Form, asks: type[Asked], decide: Decide[Asked]) -> Command[Asked]:
    """A command that takes somebody's time, if it is free."""
    return Command(form, asks, taking_a_slot(form.action, decide))


COMMANDS = (
    command(acknowledging.ACKNOWLEDGE, casework.Acknowledgement, casework.acknowledge),
    Command(forms.ASSIGN, casework.Assignment, assign_case),
    command(forms.NOTE, casework.Note, casework.add_note),
    command(documents.DECIDE, deeds.DocumentVerdict, deeds.decide_document),
    command(forms.SETTLE, casework.MessageVerdict, casework.settle_message),
    command(telling.TELL, Told, tell_person),
    Command(correcting.CORRECT, casework.Correction, correct_person),
    command(telling.WRITE, casework.Writing, casework.write_to_person),
    _in_a_diary(calling.CALL_BACK, casework.CallBack, casework.agree_callback),
    command(calling.CALL_MADE, casework.CallMade, casework.end_callback),
    _in_a_diary(calling.BOOK, casework.Booking, casework.book),
    _in_a_diary(calling.MOVE, casework.Moving, casework.move),
    command(calling.CANCEL, casework.Cancelling, casework.cancel),
    command(calling.END, casework.Held, casework.hold),
)

doors = hang(COMMANDS)

"""What may be done to a case, one module for each topic.

Each function decides from the file, from what was asked and from the terms, and returns the `Change`;
none asks the time, draws a number or sends anything. Whether the state allows it at all is decided
before, by `domain.workflow`. How to add a command: docs/decisions/0012.
"""

from chalicelib.domain.casework.acknowledging import (
    DISCUSSION_CHANNELS,
    Acknowledgement,
    acknowledge,
)
from chalicelib.domain.casework.assigning import Assignment, assign
from chalicelib.domain.casework.calling import (
    Booking,
    CallBack,
    CallMade,
    Cancelling,
    Held,
    Moving,
    agree_callback,
    book,
    cancel,
    end_callback,
    hold,
    move,
)
from chalicelib.domain.casework.changing import LONGEST_TEXT, changed, refuse_if_changed
from chalicelib.domain.casework.correcting import Correction, correct_person
from chalicelib.domain.casework.delivering import (
    Failure,
    MessageVerdict,
    Settlement,
    Taken,
    about_message,
    acknowledgement_lost,
    acknowledgement_restored,
    may_settle_so,
    message_failed,
    message_sent,
    message_unproven,
    settle_message,
)
from chalicelib.domain.casework.dispatching import (
    Dispatch,
    PreparedAcknowledgement,
    prepare_acknowledgement,
    record_dispatch,
)
from chalicelib.domain.casework.noting import Note, add_note
from chalicelib.domain.casework.opening import Intake, receive
from chalicelib.domain.casework.telling import give_later_dates, tell_milestone
from chalicelib.domain.casework.writing import Writing, write_to_person

__all__ = [
    "DISCUSSION_CHANNELS",
    "LONGEST_TEXT",
    "Acknowledgement",
    "Assignment",
    "Booking",
    "CallBack",
    "CallMade",
    "Cancelling",
    "Correction",
    "Dispatch",
    "Failure",
    "Held",
    "Intake",
    "MessageVerdict",
    "Moving",
    "Note",
    "PreparedAcknowledgement",
    "Settlement",
    "Taken",
    "Writing",
    "about_message",
    "acknowledge",
    "acknowledgement_lost",
    "acknowledgement_restored",
    "add_note",
    "agree_callback",
    "assign",
    "book",
    "cancel",
    "changed",
    "correct_person",
    "end_callback",
    "give_later_dates",
    "hold",
    "may_settle_so",
    "message_failed",
    "message_sent",
    "message_unproven",
    "move",
    "prepare_acknowledgement",
    "receive",
    "record_dispatch",
    "refuse_if_changed",
    "settle_message",
    "tell_milestone",
    "write_to_person",
]

"""What staff are asked about the copy of a written record (regulation 13(2))."""

from __future__ import annotations

from chalicelib.domain.policy import Action
from chalicelib.domain.written_record import CopyWay
from chalicelib.presentation.forms.form import Form
from chalicelib.presentation.forms.questions import one_of, remark
from chalicelib.presentation.record_words import WAYS

GIVE_RECORD = Form(
    action=Action.GIVE_RECORD,
    name="record-copy",
    title="Give them a copy of what was written down",
    why="Whoever complains by telephone or face to face gets a copy of the written record, by law. It "
    "goes by itself when you acknowledge the complaint; here you send it where the case is sensitive, "
    "where something in it was wrong, or where we had no way to write to them.",
    button="Record it",
    done="It is recorded",
    fields=(
        one_of("way", "How do they get it?", WAYS, missing="Choose how they get it"),
        remark(
            "corrections",
            "What is put right in it?",
            hint="It stands below what was written down first. They read it.",
        ),
        remark(
            "text",
            "Why do they get no copy?",
            hint="For the file. For example, somebody at home could read it and be a danger to them.",
            shown_if=("way", CopyWay.WITHHELD),
        ),
    ),
)

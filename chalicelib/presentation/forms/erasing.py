"""What staff are asked before something is erased for good (domain.md 3.5; UK GDPR Article 17)."""

from __future__ import annotations

from chalicelib.domain.casework.erasing import Disposal
from chalicelib.domain.erasures import Ground
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Form
from chalicelib.presentation.forms.questions import one_of, text, yes_no

GROUNDS = {
    Ground.NOT_NEEDED: "We do not need it any more",
    Ground.CONSENT_WITHDRAWN: "They agreed to it once, and do not any more",
    Ground.OBJECTION: "They object, and nothing of ours weighs more",
    Ground.UNLAWFUL: "We should not have it",
    Ground.LEGAL_DUTY: "The law says that it must be erased",
}
"""The grounds that staff can name; that its time is over is decided about the file."""

DECIDE_DISPOSAL = Form(
    action=Action.DECIDE_DISPOSAL,
    name="disposal",
    title="Decide about keeping the file",
    why="It was kept for as long as it must be. Read it, then keep it for another year or erase it.",
    button="Record the decision",
    done="The decision is recorded",
    fields=(
        one_of(
            "decision",
            "What becomes of it?",
            {Disposal.KEEP: "Keep it for another year", Disposal.DESTROY: "Erase it"},
            hints={
                Disposal.KEEP: "For example, an inquiry may ask for it",
                Disposal.DESTROY: "Everything personal in it goes, for good",
            },
            missing="Choose what becomes of it",
        ),
        text("text", "Why?", "Say why", lines=3),
    ),
)

ERASE = Form(
    action=Action.ERASE,
    name="erasure",
    title="Erase everything personal in the case",
    why="What people wrote, who they are, files and mails go for good. What was done, by whom and "
    "when, stays. Record your answer to the request too.",
    button="Erase it for good",
    done="It is being erased. The certificate is on this page in a moment",
    fields=(
        one_of("ground", "Why is it erased?", GROUNDS, missing="Choose why it is erased"),
        yes_no("sure", "Are you sure?", hint="Nobody can bring it back."),
    ),
)

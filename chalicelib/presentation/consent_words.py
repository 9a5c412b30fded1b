"""The words in which people are asked what may be told of them: on pages, in mails and on paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from chalicelib.domain.consent import Purpose, Scope
from chalicelib.presentation.language import Language, marked

NO = "no"
"""The answer that allows nothing."""

ANSWERS: Mapping[str, str] = {
    Scope.EVERYTHING: marked("Yes, tell them everything about this complaint"),
    Scope.RESPONSE_ONLY: marked("Yes, but only your answer. Nothing from my health records"),
    Scope.NAMED_PARTS: marked("Yes, but only some things"),
    NO: marked("No, tell them nothing"),
}
"""How much may be told."""

OTHERS_TOO = marked("You may also ask other organisations about it")

WHAT_WE_ASK: Mapping[Purpose, str] = {
    Purpose.DISCUSS: marked("talk about it with the person who asked us"),
    Purpose.INVESTIGATE: marked("look into it, also in your health records"),
    Purpose.SHARE_WITH_ORG: marked("ask other organisations about it"),
    Purpose.EMAIL: marked("write about it by email to the person who asked us"),
    Purpose.SURVEY: marked("ask that person later how we did"),
}
"""What the patient is asked to allow; completes: if you agree, we may …"""

NO_IS_FINE = marked(
    "You do not have to agree. It never affects your care. If you do not answer, we tell nobody "
    "anything. You can change your mind at any time."
)


def what_we_ask(asked: Collection[Purpose], language: Language) -> tuple[str, ...]:
    """What the patient is asked to allow, each in a few words."""
    return tuple(language.said(words) for each, words in WHAT_WE_ASK.items() if each in asked)

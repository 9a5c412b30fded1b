"""The mail with the code to follow a complaint: the code, how long it works, nothing of the case."""

from __future__ import annotations

from chalicelib.application.ports import Correspondent
from chalicelib.domain.identity.access import CODE_LASTS
from chalicelib.presentation.language import Language
from chalicelib.presentation.letter import Fact, Letter, Paragraph


def code(about: Correspondent, language: Language) -> Letter:
    """The six digits. Whoever did not ask for them learns what to do."""
    _ = language.said
    minutes = int(CODE_LASTS.total_seconds() // 60)
    return Letter(
        subject=_("Your code"),
        parts=(
            Paragraph(_("Use this code to see how your complaint is going.")),
            Fact(_("Your code"), about.code),
            Paragraph(
                _("It works once, for {minutes} minutes, on the page where you asked for it.").format(
                    minutes=minutes
                )
            ),
            Paragraph(
                _(
                    "If you did not ask for it, somebody else may have tried to see your complaint. "
                    "They have seen nothing. Do not give the code to anyone, and call us on {phone}."
                ).format(phone=about.organisation.phone)
            ),
        ),
    )

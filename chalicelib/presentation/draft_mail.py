"""The mail with which somebody comes back to a form that they began. It tells nothing of what they
wrote.
"""

from __future__ import annotations

from chalicelib.domain.coming_back import KeptDraft
from chalicelib.domain.staff import Organisation
from chalicelib.presentation import signposts
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.language import Language
from chalicelib.presentation.letter import Fact, Heading, Letter, Link, Listing, Paragraph
from chalicelib.presentation.urls import Urls


def code(kept: KeptDraft, organisation: Organisation, urls: Urls, language: Language) -> Letter:
    """The reference, the code, and until when they open the form."""
    _ = language.said
    until = full_date(kept.ends_at.date(), language)
    return Letter(
        subject=_("How to come back to your form"),
        parts=(
            Paragraph(_("You asked us to keep your form. Nothing has been sent to us yet.")),
            Fact(_("Reference"), kept.reference),
            Fact(_("Code"), kept.code),
            Paragraph(
                _(
                    "Use both to go on, on any phone or computer, before {day}. Then we delete it."
                ).format(day=until)
            ),
            Link(_("Go on with your form"), urls.full("/come-back")),
            Paragraph(
                _("Do not give the code to anybody. If you did not ask for it, ignore this mail.")
            ),
            Heading(_("How to reach us")),
            Listing(signposts.reach_us(organisation, language)),
        ),
    )

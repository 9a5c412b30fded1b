"""The cookies of the public pages: what each is for and how long it lasts, as the page about them says.

All are needed for what people ask of us, so that none waits for consent (Privacy and Electronic
Communications Regulations 2003, regulation 6(4)(b)); the page names them all the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.presentation.language import Language, marked

_VISIT = marked("Until you close your browser")


@dataclass(frozen=True, slots=True)
class CookieLine:
    """One cookie, as the page about cookies shows it."""

    name: str
    purpose: str
    lasts: str


_COOKIES = (
    CookieLine("visit", marked("Stops other websites from sending forms in your name"), _VISIT),
    CookieLine("language", marked("Remembers which language you chose"), _VISIT),
    CookieLine("draft", marked("Opens your answers to the form about our care"), _VISIT),
    CookieLine("details", marked("Opens your answers to the form about your information"), _VISIT),
    CookieLine("receipt", marked("Shows you the page that says that we have it"), _VISIT),
    CookieLine("asking", marked("Waits for the code that we sent you"), marked("15 minutes")),
    CookieLine("following", marked("Lets you see how your complaint is going"), marked("30 minutes")),
    CookieLine("answering", marked("Lets you answer what we asked you"), marked("30 minutes")),
    CookieLine(
        "contribution-asked", marked("Waits for the code that we sent you"), marked("15 minutes")
    ),
    CookieLine("contributing", marked("Lets you answer what we asked you"), marked("2 hours")),
    CookieLine("step", marked("Only for our staff, who sign in"), marked("10 minutes")),
    CookieLine("session", marked("Only for our staff, who sign in"), _VISIT),
    CookieLine("list", marked("Only for our staff, who sign in"), _VISIT),
)


def cookies(language: Language, *, prefix: str = "") -> tuple[CookieLine, ...]:
    """Every cookie that a page of ours sets, by the name that the browser shows: under HTTPS with a
    prefix.
    """
    _ = language.said
    return tuple(CookieLine(prefix + each.name, _(each.purpose), _(each.lasts)) for each in _COOKIES)

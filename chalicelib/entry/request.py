"""What came in, read once, before any door is passed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from chalice.app import Request as ChaliceRequest

from chalicelib import wiring
from chalicelib.domain.errors import CandourError, SignInRequired, Unavailable
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Organisation, Staff
from chalicelib.entry import guards, refusals
from chalicelib.entry.guards import LANGUAGE_COOKIE, VISIT_COOKIE
from chalicelib.entry.reading_requests import Form, cookies_of, form_of, new_visit
from chalicelib.entry.responses import HOST_ONLY, Cookie
from chalicelib.presentation.frame import Frame
from chalicelib.presentation.language import ENGLISH, Language, language_called
from chalicelib.presentation.urls import Urls

LANGUAGE = LANGUAGE_COOKIE
"""What a link asks for a language by, and the cookie that remembers it for the visit."""
STAFF_ONLY = ("/staff", "/api")
"""Where English is spoken, whatever the browser was told on a public page."""


@dataclass(frozen=True, slots=True)
class Request:
    """What came in, read once. `signed_in` is whoever is; None at an open door. `addressed` is the
    organisation that the address names; None where it names none. `source` is the address that it
    came from, as the gateway saw it: for counting, never kept. `id` names the request in the log.
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    form: Form
    raw_body: bytes
    urls: Urls
    language: Language = ENGLISH
    csrf: str = ""
    signed_in: Staff | None = None
    addressed: OrganisationId | None = None
    new_cookies: tuple[Cookie, ...] = field(default=())
    source: str = ""
    id: str = ""

    @property
    def staff(self) -> Staff:
        """Whoever is signed in. Raises: SignInRequired at a door that is open to everybody."""
        if self.signed_in is None:
            raise SignInRequired("Sign in to continue")
        return self.signed_in

    @property
    def attempt(self) -> refusals.Attempt:
        """What was tried, for a refusal that must lose nothing."""
        asked = urlencode(self.query)
        come_back_to = f"{self.path}?{asked}" if asked else self.path
        return refusals.Attempt(self.path, self.form.typed(), come_back_to)

    @property
    def frame(self) -> Frame:
        """What the page around the answer needs."""
        return Frame(
            urls=self.urls,
            organisation=self.organisation,
            csrf=self.csrf,
            staff=self.signed_in,
            lists_cases=self._may(Action.LIST_CASES),
            records_contacts=self._may(Action.OPEN_CASE),
            checks_callers=self._may(Action.CHECK_CALLER),
            reads_inbox=self._may(Action.TRIAGE_MAIL),
            may_set=self._may(Action.PREVIEW_POLICY),
            may_change=self._may(Action.CHANGE_ORGANISATION),
            may_manage_staff=self._may(Action.MANAGE_STAFF),
            may_dispose=self._may(Action.DECIDE_DISPOSAL),
            may_report=self._may(Action.RECORD_REPORT),
            may_minute=self._may(Action.MINUTE),
            reads_register=self._may(Action.READ_REGISTER),
            reads_surveys=self._may(Action.READ_SURVEYS),
            reads_figures=self._may(Action.READ_FIGURES),
            language=self.language,
            languages=wiring.world().languages,
        )

    def _may(self, action: Action) -> bool:
        """Whether the reader is offered a page: who enters it is asked at its door."""
        if self.signed_in is None:
            return False
        try:
            pack = wiring.world().reading.policies.current(self.organisation).pack
        except CandourError:  # the page that says what is wrong must not need what is wrong
            return False
        return pack.permits(self.signed_in.roles, action)

    @property
    def organisation(self) -> Organisation:
        """Whose page it is: the reader's, or the one whose public pages these are."""
        policies, reader = wiring.world().reading.policies, self.signed_in
        try:
            named = reader.organisation if reader else self.addressed
            return policies.organisation(named) if named else policies.default_organisation()
        except Unavailable:  # likewise
            return policies.as_filed()


def read(raw: ChaliceRequest) -> Request:
    """The request that Chalice holds, as one of ours: nothing in it is trusted yet."""
    prefix = HOST_ONLY if wiring.world().secure else ""
    cookies = cookies_of(raw.headers.get("cookie", ""), prefix=prefix)
    query = dict(raw.query_params or {})
    visit = cookies.get(VISIT_COOKIE) or new_visit()
    fresh = () if VISIT_COOKIE in cookies else (Cookie(VISIT_COOKIE, visit),)
    language = _language(raw.path, query.get(LANGUAGE, ""), cookies.get(LANGUAGE, ""))
    chosen = (Cookie(LANGUAGE, language.code),) if query.get(LANGUAGE) else ()
    body = _bytes(raw.raw_body) if raw.method == "POST" else b""
    return Request(
        method=raw.method,
        # Chalice calls the route's pattern the path.
        path=raw.path.format_map(raw.uri_params or {}),
        query=query,
        headers=raw.headers,
        cookies=cookies,
        form=form_of(body, raw.headers.get("content-type", "")),
        raw_body=body,
        urls=wiring.world().urls,
        language=language,
        csrf=guards.token_for(visit),
        new_cookies=(*fresh, *chosen),
        source=raw.context.get("identity", {}).get("sourceIp", ""),
        id=raw.context.get("requestId") or new_visit()[:22],
    )


def _language(path: str, asked: str, remembered: str) -> Language:
    """The language asked for, or the one chosen before on this visit; English for staff."""
    if path.startswith(STAFF_ONLY):
        return ENGLISH
    return language_called(asked or remembered, wiring.world().languages)


def _bytes(body: str | bytes) -> bytes:
    # The gateway hands text over as text.
    return body.encode("utf-8") if isinstance(body, str) else body

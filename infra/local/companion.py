"""The pages beside the app, on this machine only: the mailbox and the clock.

GET  /                 mails and texts    GET  /mail.json?to=…   the same for scripts
GET  /mail/ID          one mail           GET  /mail/ID/html|raw
POST /mail/ID/notices  kind=bounce|full|suppress|complain|delay|deliver: what became of it, told to the
                       app as the mail service would; a form, or the same name in JSON
GET  /clock            the clock          GET  /clock.json
POST /clock            one of working_days=N, hours=N, to=2027-01-04T09:05 (London), real_time=yes;
                       a form, or the same names in JSON, answered by JSON
"""

import json
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from infra.local.clock import LONDON, LocalClock, OnlyForward
from infra.local.mail import Mail, MailFolder
from infra.local.mail_notices import KINDS
from infra.local.place import HOST

PAGES = Environment(
    loader=PackageLoader("infra.local", "pages"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
)
# A mail is somebody else's page: it is shown, and may do and load nothing.
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'"
LARGEST_FORM_BYTES = 10_000
MOST_MAILS_ON_A_PAGE = 200


class Companion:
    """The server of both pages, in threads of the supervisor."""

    def __init__(
        self,
        port: int,
        *,
        mails: MailFolder,
        clock: LocalClock,
        base_url: str,
        tell: Callable[[Mail, str], None],
        fetch_texts: Callable[[], None] = lambda: None,
    ) -> None:
        world = {
            "mails": mails,
            "clock": clock,
            "base_url": base_url,
            "tell": staticmethod(tell),
            "fetch_texts": staticmethod(fetch_texts),
        }
        handler = type("Handler", (_Handler,), world)
        self._server = ThreadingHTTPServer((HOST, port), handler)
        self._server.daemon_threads = True

    def open(self) -> None:
        threading.Thread(
            target=self._server.serve_forever, args=(0.1,), name="companion", daemon=True
        ).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    mails: MailFolder
    clock: LocalClock
    base_url: str
    tell: Callable[[Mail, str], None]
    fetch_texts: Callable[[], None]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        if not self._is_for_us():
            return self._page(403, "elsewhere")
        address = urlsplit(self.path)
        recipient = parse_qs(address.query).get("to", [""])[0]
        match address.path.strip("/").split("/"):
            case [""]:
                self.fetch_texts()
                self._mails(recipient)
            case ["mail.json"]:
                self.fetch_texts()
                self._json(200, [mail.as_json() for mail in self.mails.all(recipient)])
            case ["mail", mail_id, *form]:
                self._mail(mail_id, form)
            case ["clock"]:
                self._clock_page(200)
            case ["clock.json"]:
                self._json(200, self._clock_state())
            case _:
                self._page(404, "missing")

    def do_POST(self) -> None:
        if not self._is_for_us():
            return self._page(403, "elsewhere")
        match urlsplit(self.path).path.strip("/").split("/"):
            case ["clock"]:
                self._clock_asked()
            case ["mail", mail_id, "notices"]:
                self._notice_asked(mail_id)
            case _:
                self._page(404, "missing")

    def _notice_asked(self, mail_id: str) -> None:
        by_script = self._is_by_script()
        mail, kind = self.mails.one(mail_id), str(self._posted(by_script).get("kind"))
        if mail is None or kind not in KINDS:
            return self._page(404, "missing")
        self.tell(mail, kind)
        if by_script:
            return self._json(200, {"told": kind})
        self._answer(303, "text/plain", "", {"Location": f"/mail/{mail_id}?told={kind}"})

    def _is_by_script(self) -> bool:
        return self.headers.get_content_type() == "application/json"

    def _clock_asked(self) -> None:
        by_script = self._is_by_script()
        try:
            self._move(self._posted(by_script))
        except (ValueError, TypeError, OverflowError) as trouble:
            words = (
                str(trouble) if isinstance(trouble, OnlyForward) else "That is not a number or a date."
            )
            return self._json(400, {"error": words}) if by_script else self._clock_page(400, words)
        if by_script:
            return self._json(200, self._clock_state())
        self._answer(303, "text/plain", "", {"Location": "/clock"})

    def _mails(self, recipient: str) -> None:
        mails = list(islice(self.mails.newest(recipient), MOST_MAILS_ON_A_PAGE))
        self._page(
            200, "mails", title="Mailbox", mails=mails, recipient=recipient, most=MOST_MAILS_ON_A_PAGE
        )

    def _told(self) -> str:
        asked = parse_qs(urlsplit(self.path).query).get("told", [""])[0]
        return KINDS.get(asked, "")

    def _mail(self, mail_id: str, form: list[str]) -> None:
        mail = self.mails.one(mail_id)
        match (mail, form):
            case (None, _):
                self._page(404, "missing")
            case (_, []):
                title = mail.subject or "(no subject)"
                self._page(200, "mail", title=title, mail=mail, kinds=KINDS, told=self._told())
            case (_, ["html"]):
                self._answer(200, "text/html", mail.html, {"Content-Security-Policy": MAIL_POLICY})
            case (_, ["raw"]):
                self._answer(200, "text/plain", mail.message.as_string())
            case _:
                self._page(404, "missing")

    def _move(self, asked: Mapping[str, Any]) -> None:
        if asked.get("working_days"):
            self.clock.forward_working_days(int(asked["working_days"]))
        elif asked.get("hours"):
            self.clock.forward_hours(float(asked["hours"]))
        elif asked.get("to"):
            self.clock.forward_to(_in_london(str(asked["to"])))
        elif asked.get("real_time"):
            self.clock.back_to_real_time()
        else:
            raise OnlyForward("Say how far: working_days, hours or to.")

    def _posted(self, by_script: bool) -> Mapping[str, Any]:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(min(length, LARGEST_FORM_BYTES)).decode("utf-8", "replace")
        if by_script:
            asked = json.loads(body)
            return asked if isinstance(asked, dict) else {}
        return {name: values[0] for name, values in parse_qs(body).items()}

    def _is_for_us(self) -> bool:
        """Whether a person or script of this machine asks, and not a web page from elsewhere."""
        host = self.headers.get("Host", "").rpartition(":")[0]
        site = self.headers.get("Sec-Fetch-Site", "none")
        return host in (HOST, "localhost") and (
            self.command == "GET" or site in ("none", "same-origin")
        )

    def _clock_state(self) -> dict[str, object]:
        now = self.clock.now()
        return {
            "now": now.isoformat(timespec="seconds"),
            "london": now.astimezone(LONDON).isoformat(timespec="seconds"),
            "moved": self.clock.is_moved(),
        }

    def _clock_page(self, status: int, trouble: str = "") -> None:
        now = self.clock.now()
        suggestion = f"{now.astimezone(LONDON):%Y-%m-%dT%H:%M}"
        moved = self.clock.is_moved()
        self._page(
            status, "clock", title="Clock", now=now, moved=moved, suggestion=suggestion, trouble=trouble
        )

    def _page(self, status: int, name: str, **values: object) -> None:
        if name in _SHORT:
            return self._answer(status, "text/plain", _SHORT[name])
        html = PAGES.get_template(f"{name}.html").render(
            base_url=self.base_url, london=_shown, **values
        )
        self._answer(status, "text/html", html, {"Content-Security-Policy": PAGE_POLICY})

    def _json(self, status: int, content: object) -> None:
        self._answer(status, "application/json", json.dumps(content, ensure_ascii=False))

    def _answer(
        self, status: int, kind: str, text: str, headers: Mapping[str, str] | None = None
    ) -> None:
        body = text.encode("utf-8", "replace")
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody wants to read who looked at the mailbox."""


_SHORT = {
    "missing": "There is no such page here.",
    "elsewhere": "Only pages of this machine may ask this.",
}


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%a %d %b %Y, %H:%M:%S}"


def _in_london(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)

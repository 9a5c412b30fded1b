"""Raw mails that people, machines and attackers could send us, each with what must become of it.

Addresses are of the ranges kept free for examples. `REF` stands for the reference of Asha's case,
`OTHER` for that of another one, `SENT` for the id of the mail that we sent her.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

ASHA = "asha@patients.example"
US = "complaints@willow-lane.example"

WAITING, FILED, LOOP = "waiting", "filed", "loop"


@dataclass(frozen=True)
class Expected:
    """What must become of a mail. `known` says whether the case knows the sender; `shows` stands in the
    text, `hides` must not; `suggests` are the cases offered to the secretary.
    """

    state: str
    known: bool = False
    machine: str = ""
    alerted: bool = True
    shows: str = ""
    hides: str = "\x00"
    suggests: tuple[str, ...] = ()
    files: tuple[str, ...] | None = None
    troubles: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Sent:
    """One raw mail, with what must become of it."""

    id: str
    raw: bytes
    expected: Expected


def mail(
    subject: str = "RE: [REF] Our reply to your message",
    body: str = "Thank you for your letter.",
    *,
    sender: str = f"Asha Verity-Example <{ASHA}>",
    to: str = US,
    headers: str = "",
    content: str = 'Content-Type: text/plain; charset="utf-8"',
) -> bytes:
    """A small mail."""
    head = f"From: {sender}\nTo: {to}\nSubject: {subject}\nMessage-ID: <m1@patients.example>\n"
    return f"{head}{headers}MIME-Version: 1.0\n{content}\n\n{body}\n".replace("\n", "\r\n").encode()


def multipart(*parts: str, kind: str = "mixed", **given: str) -> bytes:
    """A mail of several parts, each with its own headers."""
    body = "".join(f"--EDGE\n{part}\n" for part in parts) + "--EDGE--\n"
    return mail(body=body, content=f'Content-Type: multipart/{kind}; boundary="EDGE"', **given)


def part(content: str, kind: str = "text/plain", name: str = "") -> str:
    disposition = f'Content-Disposition: attachment; filename="{name}"\n' if name else ""
    return f"Content-Type: {kind}\n{disposition}\n{content}"


def file(content: bytes, name: str, kind: str = "application/pdf") -> str:
    encoded = base64.encodebytes(content).decode()
    return (
        f'Content-Type: {kind}\nContent-Disposition: attachment; filename="{name}"\n'
        f"Content-Transfer-Encoding: base64\n\n{encoded}"
    )


def nested(depth: int) -> bytes:
    """Multiparts in multiparts."""
    body = "the innermost"
    for n in range(depth):
        body = f'Content-Type: multipart/mixed; boundary="B{n}"\n\n--B{n}\n{body}\n--B{n}--\n'
    return mail(content=body.partition("\n")[0], body=body.partition("\n\n")[2])


def bomb() -> bytes:
    """An archive of a few kilobytes that would unpack to a hundred megabytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(20 * 1024 * 1024))
    return packed.getvalue()


FILES_IT = Expected(FILED, known=True)
WAITS = Expected(WAITING)

SUBJECTS: list[tuple[str, str, Expected]] = [
    ("as we wrote it", "[REF] Our reply to your message", FILES_IT),
    ("answered, forwarded and marked as external", "RE: FW: [EXTERNAL] ref-low – response", FILES_IT),
    ("with a dash", "Re: REF-DASH", FILES_IT),
    ("with a space", "my complaint ref-space please", FILES_IT),
    ("in capitals of full width", "Re: REF-WIDE", FILES_IT),
    ("with a long dash", "Re: REF-LONG", FILES_IT),
    ("with spaces round the slash", "Re: REF-LOOSE", FILES_IT),
    ("the same reference twice", "REF (was: REF)", FILES_IT),
    ("with the initials of an earlier handler", "Re: OLD", FILES_IT),
    ("encoded as mail programs do", "=?utf-8?B?B64REF?=", FILES_IT),
    ("folded over two lines", "Re: our\n REF", FILES_IT),
    ("two cases", "REF & OTHER", Expected(WAITING, suggests=("REF", "OTHER"))),
    ("one case and one that nobody knows", "REF and XYZ/000001", Expected(WAITING, suggests=("REF",))),
    ("the number under initials that it never had", "QQQ/NUMBER", WAITS),
    ("an unknown case", "Re: ABC/000001", WAITS),
    ("seven digits", "Re: REF9", WAITS),
    ("five digits", "Re: WLP/12345", WAITS),
    ("letters among the digits", "Re: WLP/12E456", WAITS),
    ("a number alone", "Re: NUMBER", WAITS),
    ("a telephone number", "call me on 01632 960123", WAITS),
    ("nothing", "", WAITS),
]


def subjects() -> list[Sent]:
    """How people write a reference into a subject (S0-13, SC-4)."""
    return [Sent(f"subject: {name}", mail(text), expected) for name, text, expected in SUBJECTS]


def hints() -> list[Sent]:
    """What only suggests a case (S0-13)."""
    suggested = Expected(WAITING, suggests=("REF",))
    return [
        Sent("reference in the body", mail("My complaint", "It is about REF."), suggested),
        Sent(
            "sent to the label of a case",
            mail("Hello", to="complaints+REF-DASH@willow-lane.example"),
            suggested,
        ),
        Sent(
            "answers a mail of ours",
            mail("Hello", headers="In-Reply-To: <SENT@eu-west-2.amazonses.com>\n"),
            suggested,
        ),
        Sent(
            "refers to a mail of ours",
            mail(
                "Hello",
                headers=("References: <x@y.example> <SENT@email.amazonses.com>\n <z@y.example>\n"),
            ),
            suggested,
        ),
        Sent("refers to mails of others", mail("Hello", headers="References: <x@y.example>\n"), WAITS),
        Sent(
            "a thousand references in the body",
            mail("Hello", " ".join(f"ABC/{n:06}" for n in range(1000))),
            WAITS,
        ),
    ]


def senders() -> list[Sent]:
    """Who seems to have written (S0-14)."""
    stranger = Expected(FILED, known=False)
    spoofed = "Authentication-Results: amazonses.com; spf=fail; dkim=none; dmarc=fail\n"
    claimed = (
        "Authentication-Results: amazonses.com; dmarc=pass\nAuthentication-Results: x; dmarc=fail\n"
    )
    return [
        Sent("a stranger with the right reference", mail(sender="x@elsewhere.example"), stranger),
        Sent("her address in capitals", mail(sender="ASHA@PATIENTS.EXAMPLE"), FILES_IT),
        Sent(
            "her name and another address", mail(sender=f'"{ASHA}" <evil@elsewhere.example>'), stranger
        ),
        Sent("her address, which its domain did not send", mail(headers=spoofed), stranger),
        Sent("a result that the sender wrote below the true one", mail(headers=claimed), FILES_IT),
        Sent(
            "marked as spam by the mail service", mail(headers="X-SES-Spam-Verdict: FAIL\n"), stranger
        ),
        Sent("from nobody", mail(sender=""), stranger),
        Sent("from two people", mail(sender=f"x@elsewhere.example, {ASHA}"), stranger),
        Sent("an address that is none", mail(sender="not an address"), stranger),
    ]


def machines() -> list[Sent]:
    """What machines send. None of it is ever answered."""
    absent = Expected(FILED, known=True, machine="absent", alerted=False)
    returned = Expected(FILED, known=False, machine="returned")
    listed = Expected(WAITING, machine="list", suggests=("REF",))
    return [
        Sent("out of office", mail(headers="Auto-Submitted: auto-replied\n"), absent),
        Sent(
            "out of office, with a remark",
            mail(headers="Auto-Submitted: Auto-Replied (vacation)\n"),
            absent,
        ),
        Sent("out of office as others say it", mail(headers="X-Autoreply: yes\n"), absent),
        Sent("out of office by precedence", mail(headers="Precedence: auto_reply\n"), absent),
        Sent("written by a person, as it says", mail(headers="Auto-Submitted: no\n"), FILES_IT),
        Sent(
            "returned to nobody",
            mail(sender="MAILER-DAEMON@mx.example", headers="Return-Path: <>\n"),
            returned,
        ),
        Sent(
            "a report of a mail that did not arrive",
            multipart(
                part("It did not arrive"),
                part("Status: 5.1.1", "message/delivery-status"),
                kind="report; report-type=delivery-status",
                sender="x@mx.example",
            ),
            Expected(FILED, machine="returned", shows="It did not arrive"),
        ),
        Sent("a mailing list", mail(headers="List-Id: <news.example>\n"), listed),
        Sent("an advertisement", mail(headers="Precedence: bulk\n"), listed),
        Sent(
            "our own mail that went in a circle",
            mail().replace(b"<m1@patients.example>", b"<SENT@eu-west-2.amazonses.com>"),
            Expected(LOOP, machine="ours", suggests=("REF",)),
        ),
    ]


def texts() -> list[Sent]:
    """How a text can be written."""
    html = "Content-Type: text/html; charset=utf-8"
    quoted = (
        'Content-Type: text/plain; charset="iso-8859-1"\nContent-Transfer-Encoding: quoted-printable'
    )
    return [
        Sent(
            "HTML alone",
            mail(body="<p>Dear <b>all</b>,</p><p>Zo&euml;</p>", content=html),
            Expected(FILED, known=True, shows="Dear all,\nZoë", hides="<b>"),
        ),
        Sent(
            "HTML that would act",
            mail(
                body='<script>alert(1)</script><img src="https://track.example/x" onerror="x()">Hello',
                content=html,
            ),
            Expected(FILED, known=True, shows="Hello", hides="track.example"),
        ),
        Sent(
            "text and HTML",
            multipart(part("plain words"), part("<p>rich words</p>", "text/html"), kind="alternative"),
            Expected(FILED, known=True, shows="plain words", hides="rich words"),
        ),
        Sent(
            "an older charset",
            mail(body="Zo=EB", content=quoted),
            Expected(FILED, known=True, shows="Zoë"),
        ),
        Sent(
            "a charset that does not exist",
            mail(content="Content-Type: text/plain; charset=klingon"),
            Expected(FILED, known=True, shows="Thank you"),
        ),
        Sent(
            "a charset that is no charset",
            mail(content="Content-Type: text/plain; charset=zlib"),
            Expected(FILED, known=True, shows="Thank you"),
        ),
        Sent(
            "bytes that are no UTF-8",
            mail(body="good WRONG bad").replace(b"WRONG", b"\xff\xfe"),
            Expected(FILED, known=True, shows="good"),
        ),
        Sent(
            "NUL bytes",
            mail(body="be\x00fore").replace(b"Subject: RE", b"Subject: \x00RE"),
            Expected(FILED, known=True, shows="before"),
        ),
        Sent("right to left", mail(body="مرحبا بالعالم"), Expected(FILED, known=True, shows="مرحبا")),
        Sent("line ends of another system", mail().replace(b"\r\n", b"\n"), FILES_IT),
        Sent(
            "base64 that is broken",
            mail(
                body="VGhhbms gIQ*=",
                content="Content-Type: text/plain\nContent-Transfer-Encoding: base64",
            ),
            FILES_IT,
        ),
        Sent("no text at all", mail(body=""), FILES_IT),
        Sent(
            "a text of two megabytes",
            mail(body="words " * 350_000),
            Expected(FILED, known=True, shows="words words", troubles=("shortened",)),
        ),
    ]


def attachments() -> list[Sent]:
    """Files that come with a mail."""
    letter = file(b"%PDF-1.7 letter", "patient response letter.pdf")
    return [
        Sent(
            "a letter attached",
            multipart(part("See attached"), letter),
            Expected(FILED, known=True, shows="See attached", files=("patient response letter.pdf",)),
        ),
        Sent(
            "an archive that is a bomb",
            multipart(part("Open me"), file(bomb(), "a.zip", "application/zip")),
            Expected(FILED, known=True, files=("a.zip",)),
        ),
        Sent(
            "a name that leads elsewhere",
            multipart(part("x"), file(b"x", "../../etc/passwd\x00.pdf")),
            Expected(FILED, known=True, files=("../../etc/passwd.pdf",)),
        ),
        Sent(
            "a name that turns round",
            multipart(part("x"), file(b"x", "gpj.\u202eexe.pdf")),
            Expected(FILED, known=True, files=("gpj.exe.pdf",)),
        ),
        Sent(
            "a mail within the mail",
            multipart(
                part("forwarded"),
                "Content-Type: message/rfc822\n\n" + "Subject: ABC/000001\n\ninner words",
            ),
            Expected(FILED, known=True, shows="forwarded", hides="inner words", files=("File 2",)),
        ),
        Sent(
            "harmful, says the mail service",
            multipart(part("x"), letter, headers="X-SES-Virus-Verdict: FAIL\n"),
            Expected(FILED, known=True, troubles=("harmful",)),
        ),
        Sent(
            "three hundred files",
            multipart(part("many"), *(part("x", name=f"{n}.txt") for n in range(300))),
            Expected(FILED, known=True, troubles=("shortened",)),
        ),
    ]


def hostile() -> list[Sent]:
    """Mails whose shape is an attack, or that are hardly mails."""
    unread = Expected(FILED, known=True, troubles=("unreadable",))
    headers = "".join(f"X-Filler-{n}: {n}\n" for n in range(5_000))
    return [
        Sent("parts in parts in parts", nested(40), Expected(FILED, known=True, shows="the innermost")),
        Sent("three hundred levels", nested(300), unread),
        Sent("two thousand parts", multipart(*(part("x") for _ in range(2_000))), unread),
        Sent("thousands of headers", mail(headers=headers), FILES_IT),
        Sent("a header of a megabyte", mail(headers=f"X-Long: {'x' * 1_000_000}\n"), FILES_IT),
        Sent("a subject of a megabyte", mail("REF " + "long " * 200_000), FILES_IT),
        Sent(
            "a thousand addresses",
            mail(to=", ".join(f"a{n}@many.example" for n in range(1000))),
            FILES_IT,
        ),
        Sent(
            "an edge that never comes",
            mail(body="--NOWHERE\nwords", content='Content-Type: multipart/mixed; boundary="EDGE"'),
            FILES_IT,
        ),
        Sent("several parts without an edge", mail(content="Content-Type: multipart/mixed"), FILES_IT),
        Sent("a type that is none", mail(content="Content-Type: ;;;"), FILES_IT),
        Sent("encoded words that are broken", mail(sender=f"=?utf-8?Q?=ZZ?= <{ASHA}>"), FILES_IT),
        Sent(
            "HTML of a thousand open tags",
            mail(body="<a" * 50_000 + "<!--" * 10_000, content="Content-Type: text/html"),
            FILES_IT,
        ),
        Sent(
            "thirty megabytes",
            multipart(part("large"), file(b"\x00" * 22_000_000, "scan.pdf")),
            Expected(FILED, known=True, files=("scan.pdf",)),
        ),
        Sent("headers and nothing else", mail().partition(b"\r\n\r\n")[0], FILES_IT),
        Sent("missing everything", b"", WAITS),
        Sent("no mail at all", bytes(range(256)) * 40, WAITS),
    ]


@cache
def corpus() -> tuple[Sent, ...]:
    """All of them, with the references still to be spelt."""
    written = [*hints(), *senders(), *machines(), *texts(), *attachments(), *hostile()]
    return (*subjects(), *written)


def spelling(*, present: str, old: str, other: str, sent: str) -> Callable[[str], str]:
    """How the corpus is written about these cases: the reference as it is and as it was, that of
    another case, and the id of the mail that we sent.
    """
    in_url = present.replace("/", "-")
    written = {
        "B64REF": base64.b64encode(f"Re: {present}".encode()).decode(),
        "REF-DASH": in_url,
        "REF-LONG": in_url.replace("-", "\N{EN DASH}"),
        "REF-LOOSE": present.replace("/", " / "),
        "REF-WIDE": "".join(chr(ord(c) + 0xFEE0) for c in present),
        "ref-low": present.lower(),
        "ref-space": present.lower().replace("/", " "),
        "REF": present,
        "OTHER": other,
        "OLD": old,
        "NUMBER": present.partition("/")[2],
        "SENT": sent,
    }

    def spell(text: str) -> str:
        for name, words in written.items():
            text = text.replace(name, words)
        return text

    return spell


def spelt(sent: Sent, spell: Callable[[str], str]) -> bytes:
    """A mail with the references of the moment; byte by byte, because not all of it is text."""
    head, edge, body = sent.raw.partition(b"\r\n\r\n")
    rest = body if len(body) > 5_000_000 else _spelt(body, spell)
    return _spelt(head, spell) + edge + rest


def _spelt(raw: bytes, spell: Callable[[str], str]) -> bytes:
    """References of other letters than Latin ones are in UTF-8 here."""
    return spell(raw.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")

"""What a scanner found, what of it we have an answer to, and the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing that a scanner calls wrong: which scanner, what, and where."""

    scanner: str
    what: str
    where: str


@dataclass(frozen=True)
class Answered:
    """A kind of finding that is none, with the reason: `starts` begins what the scanner says of it."""

    starts: str
    why: str


ANSWERED = (
    Answered(
        "Htaccess Bypass",
        "A method that nobody knows is answered with a 404, which it takes for a way in; the gateway "
        "lets no such method through",
    ),
    Answered(
        "The scanner went away",
        "It did not wait for an answer; nothing of ours failed",
    ),
    Answered(
        "Secure Flag cookie",
        "A laptop speaks HTTP. Under HTTPS every cookie has it: "
        "`test_the_cookies_are_for_https_only_where_the_pages_are`",
    ),
)


@dataclass(frozen=True)
class Scan:
    """One run of a scanner: what it was pointed at, how much it sent or saw, what it found."""

    name: str
    extent: str
    findings: tuple[Finding, ...]


def unanswered(findings: Iterable[Finding]) -> list[Finding]:
    """Those that nobody has an answer to: each must be mended, or answered above."""
    starts = tuple(one.starts for one in ANSWERED)
    return [each for each in findings if not each.what.startswith(starts)]


def report(scans: Sequence[Scan]) -> str:
    """What was run and found, as Markdown."""
    lines = ["# What the scanners found", ""]
    for scan in scans:
        lines += [f"## {scan.name}", "", scan.extent, ""]
        lines += [*_lines(unanswered(scan.findings)), *_answered(scan.findings), ""]
    return "\n".join(lines)


def _lines(findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return ["- Nothing that has no answer."]
    return [f"- **{each.what}**: {each.where}" for each in findings]


def _answered(findings: Iterable[Finding]) -> list[str]:
    known = Counter(one for each in findings for one in ANSWERED if each.what.startswith(one.starts))
    return [f"- {one.starts}, {number} times: {one.why}" for one, number in known.items()]

"""What runs in the functions, and in browsers from there: under which licence, with which vulnerability
that is known.

    python -m infra.audit

Vulnerabilities are asked of OSV, which is told names and versions of public libraries and nothing else.
Without a network the licences are still listed, and the command fails: not to know is not to be safe.
"""

import importlib.metadata
import json
import re
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.steps import Refusal, run_politely, step

ROOT = Path(__file__).resolve().parents[1]
LOCKS = (ROOT / "requirements.txt", ROOT / "requirements-press.txt")
STYLES = ROOT / "infra" / "build" / "styles" / "package-lock.json"
OSV = "https://api.osv.dev/v1/querybatch"
SECONDS_TO_ANSWER = 20

PERMISSIVE = (
    *("MIT", "BSD", "APACHE", "ISC", "PSF", "PYTHON SOFTWARE", "MPL", "UNLICENSE"),
    *("OFL", "BITSTREAM-VERA"),
)
"""What a body of the NHS, or anybody, may use and pass on beside code of their own."""
READ_BY_US: Mapping[str, str] = {"exifread": "BSD-3-Clause", "dejavu-fonts-ttf": "Bitstream-Vera"}
"""Licences of libraries that do not state theirs where a program can read it, as we read them."""

Ask = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Library:
    """One locked library."""

    name: str
    version: str
    licence: str
    ecosystem: str = "PyPI"

    @property
    def may_be_used(self) -> bool:
        """Whether it is permissive, and asks nothing of the code beside it."""
        stated = self.licence.upper()
        permissive = any(re.search(rf"\b{word}\b", stated) for word in PERMISSIVE)
        return permissive and not re.search(r"GPL|\bGNU\b", stated)


def main() -> None:
    """List the licences, then look for vulnerabilities. Ends with 1 where either gives cause."""
    audit(over_the_network)


def audit(ask: Ask) -> None:
    """The same, asking where it is told to. Raises: Refusal, with the cause."""
    libraries = all_libraries()
    for each in libraries:
        print(f"  {each.name} {each.version}: {each.licence or 'no licence stated'}")
    refuse_unusable(libraries)
    with step(f"Asking OSV about {len(libraries)} libraries"):
        found = vulnerabilities(libraries, ask)
    if found:
        raise Refusal("Known vulnerabilities:\n" + "\n".join(f"  {line}" for line in found))
    print("  No vulnerability is known.")


def all_libraries() -> list[Library]:
    """Everything that is packaged and was written by others."""
    python = locked_libraries("".join(lock.read_text("utf-8") for lock in LOCKS))
    return [*python, *locked_styles(STYLES.read_text("utf-8"))]


def locked_styles(lock: str) -> list[Library]:
    """Every package of npm's lock file but those that only tests use, with the licence stated there."""
    packages = json.loads(lock)["packages"]
    return [
        _style(place.rpartition("node_modules/")[2], one)
        for place, one in packages.items()
        if place and not one.get("dev")
    ]


def _style(name: str, locked: Mapping[str, str]) -> Library:
    licence = READ_BY_US.get(name, locked.get("license", ""))
    return Library(name, locked["version"], licence, "npm")


def locked_libraries(lock: str) -> list[Library]:
    """Every library of a lock file, with the licence that it states of itself."""
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lock, re.M)
    return [Library(name, version, _licence(name)) for name, version in pinned]


def refuse_unusable(libraries: Sequence[Library]) -> None:
    """Raises: Refusal, naming each library whose licence nobody has found fit."""
    unfit = [each.name for each in libraries if not each.may_be_used]
    if unfit:
        raise Refusal(f"Nobody has found these licences fit for use: {', '.join(unfit)}.")


def vulnerabilities(libraries: Sequence[Library], ask: Ask) -> list[str]:
    """One line for each library of which a vulnerability is known. Raises: Refusal, if unanswered."""
    queries = [
        {"package": {"name": one.name, "ecosystem": one.ecosystem}, "version": one.version}
        for one in libraries
    ]
    answer: dict[str, Any] = json.loads(ask(json.dumps({"queries": queries}).encode()))
    if len(answer["results"]) != len(libraries):
        raise Refusal("OSV answered about another number of libraries than were asked about.")
    told = zip(libraries, answer["results"], strict=True)
    return [
        f"{one.name} {one.version}: {', '.join(each['id'] for each in result['vulns'])}"
        for one, result in told
        if result.get("vulns")
    ]


def over_the_network(question: bytes) -> bytes:
    """OSV's answer. Raises: Refusal, without one."""
    request = urllib.request.Request(OSV, question, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS_TO_ANSWER) as answer:
            content: bytes = answer.read()
            return content
    except OSError as error:
        raise Refusal(
            f"OSV could not be asked ({type(error).__name__}), so nobody knows whether a library has a "
            "known vulnerability. Try again with a network."
        ) from error


def _licence(name: str) -> str:
    """As the library states it: an expression, a classifier, or the first line of a text."""
    if name in READ_BY_US:
        return READ_BY_US[name]
    # The standard library's own type hides that it is a message of headers.
    stated: Any = importlib.metadata.metadata(name)
    classifiers = (line.split(" :: ") for line in stated.get_all("Classifier", []))
    classes = [words[-1] for words in classifiers if words[0] == "License"]
    text = (stated.get("License") or "").strip().split("\n")[0]
    return str(stated.get("License-Expression") or ", ".join(classes) or text)


if __name__ == "__main__":
    run_politely(main)

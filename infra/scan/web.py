"""Wapiti on the pages: it walks them like a visitor, then puts what should do harm into every field."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from infra.local.place import ROOT
from infra.scan.found import Finding, Scan
from infra.steps import Refusal, step

LOCK = Path(__file__).with_name("wapiti.txt")
ENVIRONMENT = ROOT / "build" / "scan" / "wapiti"

MODULES = (
    *("backup", "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers"),
    *("ldap", "methods", "permanentxss", "redirect", "shellshock", "sql", "upload", "xss"),
)
"""Attacks that need nothing outside this machine, and none on products that we do not have. Those on
what a server fetches (ssrf, xxe, log4shell) call an address on the internet, and ssl wants HTTPS.
"""
ENDS_THE_VISIT = ("/staff/sign-out", "/staff/sign-out-everywhere")
SECONDS_TO_WALK, SECONDS_FOR_AN_ATTACK = 240, 60


def make_environment() -> Path:
    """Wapiti in an environment of its own, made once for each lock; returns its program."""
    program, mark = ENVIRONMENT / "bin" / "wapiti", ENVIRONMENT / "made-from"
    wanted = LOCK.read_text("utf-8")
    if not mark.exists() or mark.read_text("utf-8") != wanted:
        with step("Installing the locked scanner into build/scan/ (once)"):
            _run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
            pip = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
            _run([*pip, "install", "--quiet", "--require-hashes", "--no-deps", "-r", str(LOCK)])
            mark.write_text(wanted, "utf-8")
    return program


def scan_pages(program: Path, base: str, folder: Path, *, name: str, cookies: str = "") -> Scan:
    """Walk the pages and attack what was found; `cookies` are those of who is signed in."""
    found = folder / ("staff.json" if cookies else "public.json")
    kept = ["--store-session", str(folder), "-o", str(found)]
    with step(f"Wapiti: {name}"):
        _run([str(program), *_options(base, cookies), *kept])
    return read_found(json.loads(found.read_text("utf-8")), name)


def _options(base: str, cookies: str) -> list[str]:
    left_out = [word for path in ENDS_THE_VISIT for word in ("-x", base + path)]
    return [
        # Not the scope `domain`: that of a laptop is also its embedded AWS, on another port.
        *("-u", f"{base}/", "--scope", "folder", "-d", "5", "--max-files-per-dir", "30"),
        *("-m", ",".join(MODULES), "-S", "normal", "--flush-session", "--no-bugreport", "-f", "json"),
        *("--max-scan-time", str(SECONDS_TO_WALK), "--max-attack-time", str(SECONDS_FOR_AN_ATTACK)),
        *(["-s", f"{base}/staff/cases", "-C", cookies, *left_out] if cookies else []),
    ]


def read_found(said: dict[str, dict[str, list[dict[str, str]]]], name: str) -> Scan:
    """Vulnerabilities and anomalies; not what Wapiti only thinks worth telling."""
    findings = [
        Finding("wapiti", f"{kind}: {each['info']}", f"{each['method']} {each['path']}")
        for part in ("vulnerabilities", "anomalies")
        for kind, listed in said[part].items()
        for each in listed
    ]
    pages = said["infos"]["crawled_pages_nbr"]
    return Scan(f"Wapiti: {name}", f"{pages} pages and forms, {len(MODULES)} attacks.", tuple(findings))


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refusal(f"{Path(command[0]).name} ended with {done.returncode}: {done.stderr[-2000:]}")

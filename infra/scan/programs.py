"""Schemathesis on the API: what its description allows, and what it does not, to each operation."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from infra.scan.found import Finding, Scan
from infra.scan.visitor import a_case_of_theirs, asked, token_of
from infra.steps import Refusal, step

CHECKS = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance", "ignored_auth"),
    *("response_schema_conformance", "response_headers_conformance", "negative_data_rejection"),
)
"""Not whether what the description allows is accepted: rules refuse much that has the right shape."""
ENDS_THE_VISIT = "sign-(in|out)"
ALL_OF_IT = ("--phases", "examples,coverage,fuzzing", "-n", "10", "-w", "2")
PATIENCE = 60
"""Seconds for an answer: a scanned laptop is a busy one."""
COLLEAGUES = ("case.handler", "secretary")


def scan_api(base: str, username: str, subject: str, folder: Path) -> Scan:
    """Every operation with what its description allows, what it nearly allows, and without a token.
    `subject` is one that a complaint to this person's organisation can be about.
    """
    token = token_of(base, username)
    a_case_of_theirs(base, token, subject)
    listed = asked(base, "/api/cases?view=team", token)["items"]
    references = [each["reference"].replace("/", "-") for each in listed]
    name = f"Schemathesis: the API as {username}"
    with step(name):
        return press(base, token, references, folder, name=name, how=ALL_OF_IT)


def press(
    base: str, token: str, references: Collection[str], folder: Path, *, name: str, how: Sequence[str]
) -> Scan:
    """One run; `how` are its own options. The folder is for what the program reads and keeps."""
    described = folder / "api.json"
    description = with_real_values(asked(base, "/api/openapi.json", token), references)
    described.write_text(json.dumps(description), "utf-8")
    program = str(Path(sys.executable).with_name("schemathesis"))
    said = subprocess.run(
        [
            *(program, "run", str(described), "-u", base, "-H", f"Authorization: Bearer {token}"),
            *("--exclude-path-regex", ENDS_THE_VISIT, "--checks", ",".join(CHECKS)),
            *("--continue-on-failure", "--generation-deterministic", "--no-color"),
            *("--request-timeout", str(PATIENCE)),
            *("--suppress-health-check", "all", *how),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    return read_said(said.stdout, name)


def with_real_values(description: dict[str, Any], references: Collection[str]) -> dict[str, Any]:
    """The description in which addresses name cases and people that there are: with others every
    operation would answer that there is no such case.
    """
    real = {"reference": references, "staff": COLLEAGUES, "member": COLLEAGUES}
    for operations in description["paths"].values():
        for operation in operations.values():
            for each in operation["parameters"]:
                if each["in"] == "path" and real.get(each["name"]):
                    each["schema"] = {"enum": list(real[each["name"]])}
    return description


def read_said(said: str, name: str) -> Scan:
    """What it printed, as findings. Raises: Refusal, where it did not come to its end."""
    cases = re.search(r"^ *(\d+) generated", said, re.MULTILINE)
    tested = re.search(r"^ *Tested: (\d+)", said, re.MULTILINE)
    if not cases or not tested or re.search(r"^Errors:", said, re.MULTILINE):
        _, _, errors = said.partition(" ERRORS ")
        raise Refusal(f"Schemathesis did not come to its end: {(errors or said)[:2000]}")
    extent = f"{tested[1]} operations, {cases[1]} requests."
    return Scan(name, extent, tuple(_findings(said)))


def _findings(said: str) -> Iterator[Finding]:
    """A title in underscores names the operation, and a line that begins with a code what is wrong."""
    where = ""
    for line in said.splitlines():
        if title := re.fullmatch(r"_+ (\S+ \S+) _+", line):
            where = title[1]
        elif wrong := re.match(r"- (ST\d+ .*)", line):
            yield Finding("schemathesis", wrong[1], where)

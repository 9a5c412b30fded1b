"""What runs in the functions may be used, and what is known against it is said."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import replace
from typing import Any

import pytest

from infra.audit import (
    Library,
    all_libraries,
    audit,
    over_the_network,
    refuse_unusable,
    vulnerabilities,
)
from infra.deploy.__main__ import audited
from infra.deploy.stages import Stage
from infra.steps import Refusal

LIVE = Stage("live", "eu-west-2", protected=True, firewall=True, traced=False, parameters={})

SAFE, HOLED = Library("safe", "1.0", "MIT"), Library("holed", "2.1", "BSD-3-Clause")


def test_every_library_that_runs_in_the_functions_may_be_used():
    libraries = all_libraries()

    assert len(libraries) > 20
    refuse_unusable(libraries)


def test_what_browsers_are_sent_and_letters_are_set_in_is_asked_about_too():
    asked: list[Any] = []

    def ask(question: bytes) -> bytes:
        asked.extend(json.loads(question)["queries"])
        return json.dumps({"results": [{}] * len(asked)}).encode()

    audit(ask)

    named = {each["package"]["name"] for each in asked if each["package"]["ecosystem"] == "npm"}
    assert named == {
        *("nhsuk-frontend", "dejavu-fonts-ttf"),
        "@expo-google-fonts/atkinson-hyperlegible-next",
    }


@pytest.mark.parametrize("licence", ["", "GNU Affero General Public License v3", "All rights reserved"])
def test_a_licence_that_nobody_found_fit_is_named(licence: str):
    with pytest.raises(Refusal, match="fit for use: odd"):
        refuse_unusable([SAFE, Library("odd", "1.0", licence)])


def test_each_library_with_a_known_vulnerability_is_named_with_it():
    asked: list[Any] = []

    def ask(question: bytes) -> bytes:
        asked.append(json.loads(question))
        return json.dumps({"results": [{}, {"vulns": [{"id": "PYSEC-2026-1"}]}]}).encode()

    assert vulnerabilities([SAFE, HOLED], ask) == ["holed 2.1: PYSEC-2026-1"]
    assert asked[0]["queries"][1] == {
        "package": {"name": "holed", "ecosystem": "PyPI"},
        "version": "2.1",
    }


def test_an_answer_about_something_else_is_no_answer():
    with pytest.raises(Refusal, match="another number"):
        vulnerabilities([SAFE, HOLED], lambda question: b'{"results": [{}]}')


def test_without_a_network_it_fails_and_says_that_nobody_knows(monkeypatch: pytest.MonkeyPatch):
    def nobody_answers(*asked: Any, **how: Any) -> Any:
        raise urllib.error.URLError("no network")

    monkeypatch.setattr(urllib.request, "urlopen", nobody_answers)

    with pytest.raises(Refusal, match="nobody knows whether"):
        over_the_network(b"{}")


def knows_of_one(question: bytes) -> bytes:
    """OSV, of which one of the libraries is known to have a vulnerability."""
    asked = json.loads(question)["queries"]
    found = [{"vulns": [{"id": "PYSEC-2026-1"}]}, *[{}] * (len(asked) - 1)]
    return json.dumps({"results": found}).encode()


def test_nothing_with_a_known_vulnerability_goes_live_unless_somebody_says_so(
    capsys: pytest.CaptureFixture[str],
):
    with pytest.raises(Refusal, match=r"PYSEC-2026-1(.|\n)*AUDIT=skip"):
        audited(LIVE, "", knows_of_one)

    audited(LIVE, "skip", knows_of_one)
    assert "AUDIT=skip" in capsys.readouterr().out


def test_a_stage_without_people_in_it_is_deployed_without_asking():
    audited(replace(LIVE, name="dev", protected=False), "", never_asked)


def never_asked(question: bytes) -> bytes:
    raise AssertionError("nobody is to be asked")

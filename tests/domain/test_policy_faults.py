"""The linter of policy packs: each fault planted once, and the sentence that names it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chalicelib.adapters.policy_files import FILES, PolicyFiles
from chalicelib.domain.clocks import Anchor, Trigger
from chalicelib.domain.events import EventType
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.policy import PolicyPack, PolicyRef, Rung, Setting
from chalicelib.domain.policy_faults import faults_of
from infra.packs import faults_in, main
from tests.builders import ENGLAND
from tests.clockwork import PACKS, pack

TODAY = date(2026, 12, 24)


def faults(found: PolicyPack) -> list[str]:
    return [fault.message for fault in faults_of(found, ENGLAND, TODAY) if fault.stops]


@pytest.mark.parametrize("code", PACKS)
def test_the_packs_that_ship_have_no_fault(code: str):
    assert faults(pack(code)) == []


def test_the_command_says_that_all_is_good_and_names_what_is_invented(capsys):
    assert main([]) == 0

    said = capsys.readouterr().out
    assert "gp-practice v1: good" in said
    assert "warning: The contact advocacy is invented for the demonstration." in said


PRACTICE, STAGED, CLAIMS = pack("gp-practice"), pack("three-stage"), pack("claims-scheme")


def with_clock(found: PolicyPack, code: str, **changed: Any) -> PolicyPack:
    clocks = [replace(rule, **changed) if rule.code == code else rule for rule in found.clocks]
    return replace(found, clocks=tuple(clocks))


def with_stage(stage: int, /, **changed: Any) -> PolicyPack:
    stages = [replace(s, **changed) if s.number == stage else s for s in STAGED.stages]
    return replace(STAGED, stages=tuple(stages))


def with_contact(code: str, **changed: Any) -> PolicyPack:
    contacts = {**PRACTICE.contacts, code: replace(PRACTICE.contacts[code], **changed)}
    return replace(PRACTICE, contacts=contacts)


def with_role(code: str, **changed: Any) -> PolicyPack:
    role = RoleCode(code)
    return replace(PRACTICE, roles={**PRACTICE.roles, role: replace(PRACTICE.roles[role], **changed)})


def late_first(found: PolicyPack, code: str) -> PolicyPack:
    rule = found.clock(code)
    assert rule is not None
    return with_clock(found, code, milestones=tuple(reversed(rule.milestones)))


def with_setting(key: str, value: Any, source: str = "a test") -> PolicyPack:
    return replace(PRACTICE, settings={**PRACTICE.settings, key: Setting(value, source)})


def wait_for_stage(number: int) -> tuple[Trigger, ...]:
    return (Trigger(EventType.STAGE_ESCALATED, {"stage": (number,)}),)


PLANTED = [
    pytest.param(
        with_setting("sar.months", 1, ""),
        "The value sar.months has no source",
        id="a number without source",
    ),
    pytest.param(
        with_clock(PRACTICE, "ACK", source=" "),
        "The clock ACK has no source",
        id="a clock without source",
    ),
    pytest.param(with_stage(2, owner=""), "Stage 2 has no owner", id="a stage without owner"),
    pytest.param(
        with_stage(2, owner="janitor"),
        "Stage 2 belongs to janitor, which is no role of the pack",
        id="a stage of nobody",
    ),
    pytest.param(
        with_stage(3, clock="S3-9"),
        "Stage 3 is timed by S3-9, which is no clock of the pack",
        id="a stage without clock",
    ),
    pytest.param(
        replace(STAGED, stages=tuple(reversed(STAGED.stages))),
        "The order of the stages has a gap: 3 stands where 1 belongs",
        id="stages out of order",
    ),
    pytest.param(
        with_clock(STAGED, "S3-2", starts_on=wait_for_stage(5)),
        "The clock S3-2 waits for stage.escalated of a stage 5, which there is not",
        id="an unreachable stage",
    ),
    pytest.param(
        with_clock(
            PRACTICE,
            "6M-REVIEW-MONTHLY",
            starts_on=(Trigger(EventType.REMINDER_SENT, {"clock": ("7M",)}),),
        ),
        "The clock 6M-REVIEW-MONTHLY waits for reminder.sent of a clock 7M, which there is not",
        id="an unreachable reminder",
    ),
    pytest.param(
        with_clock(PRACTICE, "ACK", owner=RoleCode("janitor")),
        "The clock ACK belongs to janitor, which is no role of the pack",
        id="a clock of nobody",
    ),
    pytest.param(
        with_clock(PRACTICE, "ACK", stops_when_all=()), "The clock ACK never stops", id="no end"
    ),
    pytest.param(
        with_clock(PRACTICE, "ACK", starts_on=()), "The clock ACK never starts", id="no beginning"
    ),
    pytest.param(
        with_clock(PRACTICE, "ACK", allowance=0), "The clock ACK gives no time at all", id="no time"
    ),
    pytest.param(
        replace(
            CLAIMS, ladders={"appeals": (CLAIMS.ladders["appeals"][0], CLAIMS.ladders["appeals"][2])}
        ),
        "The ladder of appeals has a gap: 3 stands where 2 belongs",
        id="a ladder with a gap",
    ),
    pytest.param(
        replace(CLAIMS, ladders={"appeals": (Rung(1, (), "S1-54"),)}),
        "Rung 1 of the ladder of appeals is held by nobody",
        id="an empty rung",
    ),
    pytest.param(
        with_contact("ombudsman", name="[NAME SURNAME]"),
        "[NAME SURNAME] was never filled in",
        id="a placeholder",
    ),
    pytest.param(
        with_contact("ombudsman", phone="{{ phone }}"),
        "{{ phone }} was never filled in",
        id="a placeholder of a template",
    ),
    pytest.param(
        with_contact("ombudsman", verified_on=date(2025, 12, 23)),
        "The contact ombudsman was last verified on 23 December 2025, over a year ago",
        id="a contact of last year",
    ),
    pytest.param(
        with_contact("ombudsman", verified_on=None),
        "Nobody has verified the contact ombudsman",
        id="a contact never seen",
    ),
    pytest.param(
        late_first(PRACTICE, "ACK"),
        "The clock ACK has its milestone breach after due",
        id="milestones in the wrong order",
    ),
    pytest.param(
        late_first(CLAIMS, "FORWARD-24H"),
        "The clock FORWARD-24H has its milestone breach after hour_20",
        id="milestones of hours in the wrong order",
    ),
    pytest.param(
        with_role(
            "partner",
            may=frozenset(
                {"open_the_safe", "approve_sharing", "delegate_signing", "take_back_signing"}
            ),
        ),
        "The role partner may open_the_safe, which is no action",
        id="a permission for nothing",
    ),
    pytest.param(
        replace(PRACTICE, clocks=(*PRACTICE.clocks, PRACTICE.clocks[0])),
        "There are two clocks called ACK",
        id="two clocks of one code",
    ),
    pytest.param(
        with_setting("signoff.required", ("janitor",)),
        "The value signoff.required names janitor, which is no role of the pack",
        id="a value that names nobody",
    ),
]


@pytest.mark.parametrize(("planted", "sentence"), PLANTED)
def test_each_planted_fault_is_named_in_one_sentence(planted: PolicyPack, sentence: str):
    assert faults(planted) == [sentence]


def test_a_stage_that_is_left_out_is_a_gap():
    assert "The order of the stages has a gap: 4 stands where 2 belongs" in faults(
        with_stage(2, number=4)
    )


def test_a_contact_verified_a_year_ago_to_the_day_still_counts():
    assert faults(with_contact("ombudsman", verified_on=date(2025, 12, 24))) == []


def test_an_action_that_nobody_may_do_is_named():
    roles = {code: replace(role, may=role.may - {"assign"}) for code, role in PRACTICE.roles.items()}

    assert faults(replace(PRACTICE, roles=roles)) == ["Nobody may assign"]


def test_milestones_that_fall_together_are_in_order():
    rule = PRACTICE.clock("ACK")
    assert rule is not None
    same = replace(rule.milestones[-1], code="breach_again", anchor=Anchor.DUE)

    assert faults(with_clock(PRACTICE, "ACK", milestones=(*rule.milestones, same))) == []


# -- faults of the files, which no pack can be made of ---------------------------------------------

IN_THE_FILES = [
    pytest.param(
        "policy.toml",
        r'"sar.months" = { value = 1, source = "[^"]*" }',
        '"sar.months" = { value = 1 }',
        "settings sar.months has no source",
        id="a number without source",
    ),
    pytest.param(
        "policy.toml",
        r'"sar.months" = { value = 1,',
        '"sar.months" = { value = 0,',
        "sar.months must be a whole number above zero",
        id="a number that is none",
    ),
    pytest.param(
        "policy.toml",
        r'"sar.months"',
        '"sar.fortnights"',
        "sar.fortnights is no key of a policy",
        id="an unknown key",
    ),
    pytest.param(
        "policy.toml",
        r'allowance = "sar.months"',
        'allowance = "sar.weeks"',
        "The clock SAR takes a number from sar.weeks, which the pack lacks",
        id="a clock that takes its number from nowhere",
    ),
    pytest.param(
        "policy.toml",
        r"\[clocks.PLAN\]",
        '[clocks.PLAN]\non_call = "claims.oncall"',
        "The clock PLAN is for those on call under claims.oncall, where no roles stand",
        id="a clock for those on call where nobody is",
    ),
    pytest.param(
        "policy.toml",
        r'stops_when_all = \["plan.sent"\]',
        'stops_when_all = ["plan.burnt"]',
        "clocks PLAN stops_when_all 0 names 'plan.burnt', which is none of ours",
        id="an unknown event",
    ),
    pytest.param(
        "policy.toml",
        r"\[clocks.PLAN\]",
        "[clocks.ACK]",
        "says something twice",
        id="two clocks of one code",
    ),
    pytest.param(
        "policy.toml",
        r"hours_in_advance|working_days_from_due = -2",
        "fortnights_from_due = -2",
        "a milestone has one measure of",
        id="a milestone measured in something else",
    ),
    pytest.param(
        "roles.toml",
        r'"settle_message"',
        '"settle_everything"',
        "'settle_everything', which is none of ours",
        id="a permission for nothing",
    ),
    pytest.param(
        "roles.toml",
        r"handles_cases",
        "handles_cakes",
        "has a key handles_cakes that nothing reads",
        id="a slip",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "sentence"), IN_THE_FILES)
def test_a_fault_in_the_files_is_named_too(
    tmp_path: Path, file: str, old: str, new: str, sentence: str
):
    files = tmp_path / "policies"
    shutil.copytree(FILES, files)
    spoiled = files / "gp-practice" / "v1" / file
    text, changes = re.subn(old, new, spoiled.read_text(), count=1)
    assert changes == 1
    spoiled.write_text(text)

    found = [fault.message for fault in faults_in(files, PolicyRef("gp-practice", "v1"), TODAY)]

    assert any(sentence in message for message in found), found


def test_a_pack_with_a_fault_does_not_load(tmp_path: Path):
    files = tmp_path / "policies"
    shutil.copytree(FILES, files)
    policy = files / "gp-practice" / "v1" / "policy.toml"
    policy.write_text(policy.read_text().replace('"sar.months"', '"sar.fortnights"'))

    with pytest.raises(ValueError, match="no key of a policy"):
        PolicyFiles(files).pack(PolicyRef("gp-practice", "v1"))

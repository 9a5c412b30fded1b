"""Somebody is called when the machinery stands still: the template's alarms and the code agree."""

from __future__ import annotations

import ast
import json
import operator
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.health import STANDS_STILL_AFTER, Job
from chalicelib.entry.schedules import refresh_calendar_nightly, sweep, tick, verify_chains
from chalicelib.observability import DIMENSION, NAMESPACE, UNITS, StructuredLog
from infra.local.pump import schedule_event
from infra.package.template import merged_parts
from tests.builders import CHRISTMAS_EVE
from tests.fakes import FakeWorld

ROOT = Path(__file__).resolve().parents[2]
RESOURCES: dict[str, Any] = merged_parts()["Resources"]
ALARMS = {
    name: one["Properties"]
    for name, one in RESOURCES.items()
    if one.get("Type") == "AWS::CloudWatch::Alarm"
}
OURS = {name: one for name, one in ALARMS.items() if one["Namespace"] == NAMESPACE}


JOBS = {
    "Tick": tick,
    "Sweep": sweep,
    "RefreshCalendar": refresh_calendar_nightly,
    "VerifyChains": verify_chains,
}
"""The door of each job, by the name of its function in the template."""


REPORTERS = {
    **{job: ("schedules", door.func.__name__) for job, door in JOBS.items()},
    "APIHandler": ("refused_sign_ins", "counted"),
}
"""Who reports metrics: a module of the doors and a function in it, by the template's function."""


def reported_by(module: str, name: str) -> set[str]:
    """The metrics that a door reports, as its source names them."""
    tree = ast.parse((ROOT / "chalicelib" / "entry" / f"{module}.py").read_text())
    (door,) = (n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name)
    keywords = {keyword.arg for keyword in ast.walk(door) if isinstance(keyword, ast.keyword)}
    return {name for name in keywords if name in UNITS}


def test_the_metrics_that_alarms_wait_for_are_those_that_the_functions_report():
    waited_for = {(one["Dimensions"][0]["Value"]["Ref"], one["MetricName"]) for one in OURS.values()}

    reported = {(who, name) for who, place in REPORTERS.items() for name in reported_by(*place)}
    assert waited_for <= reported
    assert {name for _, name in reported} == set(UNITS)


def test_every_alarm_of_ours_watches_one_function_under_the_name_that_the_code_gives_it():
    for name, one in OURS.items():
        assert [dimension["Name"] for dimension in one["Dimensions"]] == [DIMENSION], name


def test_a_tick_that_does_not_report_for_ten_minutes_is_an_alarm():
    alarm = ALARMS["TickMissing"]

    assert alarm["MetricName"] == "TickRan"
    assert alarm["Period"] * alarm["EvaluationPeriods"] == 600
    assert alarm["TreatMissingData"] == "breaching"


def test_a_sweep_that_does_not_report_for_three_hours_is_an_alarm():
    alarm = ALARMS["SweepMissing"]

    assert alarm["Period"] * alarm["EvaluationPeriods"] == 3 * 3600
    assert alarm["TreatMissingData"] == "breaching"


def test_bank_holidays_that_nobody_looks_at_for_two_days_are_an_alarm():
    alarm = ALARMS["CalendarMissing"]

    assert alarm["Period"] * alarm["EvaluationPeriods"] == 2 * 24 * 3600
    assert alarm["TreatMissingData"] == "breaching"


def test_one_broken_history_is_an_alarm_and_two_days_without_a_look_too():
    broken, missing = ALARMS["ChainsBroken"], ALARMS["VerifyMissing"]

    assert (broken["Threshold"], broken["EvaluationPeriods"]) == (0, 1)
    assert missing["Period"] * missing["EvaluationPeriods"] == 2 * 24 * 3600
    assert missing["TreatMissingData"] == "breaching"


def test_more_than_fifty_refused_sign_ins_in_a_quarter_of_an_hour_are_an_alarm():
    alarm = ALARMS["SignInsRefused"]

    assert (alarm["Statistic"], alarm["Period"], alarm["Threshold"]) == ("Sum", 900, 50)


def test_something_due_that_fails_in_three_of_five_minutes_is_an_alarm():
    alarm = ALARMS["DueFailing"]

    assert (alarm["Period"], alarm["DatapointsToAlarm"], alarm["EvaluationPeriods"]) == (60, 3, 5)


def test_every_queue_of_dead_letters_has_an_alarm():
    queues = {name for name, one in RESOURCES.items() if one.get("Type") == "AWS::SQS::Queue"}
    watched = {
        one["Dimensions"][0]["Value"]["Fn::GetAtt"][0]
        for one in ALARMS.values()
        if one["Namespace"] == "AWS/SQS"
    }

    assert watched == queues


def test_every_alarm_calls_somebody_and_says_what_it_means():
    for name, one in ALARMS.items():
        assert one["AlarmActions"] == [{"Ref": "Alarms"}], name
        assert len(one["AlarmDescription"]) > 40, name


@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
def test_a_job_with_nothing_to_do_still_reports_that_it_ran(world: FakeWorld, job: Any):
    from chalicelib import wiring

    with wiring.visiting(world.behind_doors()):
        job(schedule_event(), None)

    (numbers,) = (facts for level, _, facts in world.log.lines if level == "measure")
    (ran,) = (name for name in numbers if name.endswith("Ran"))
    assert numbers[ran] == 1


def test_a_report_is_a_line_that_cloudwatch_makes_metrics_of(capsys: pytest.CaptureFixture[str]):
    log = StructuredLog("ERROR")

    log.measure("tick", at=CHRISTMAS_EVE, function="candour-Tick-1", TickRan=1, DueFailed=0)

    line = json.loads(capsys.readouterr().out)
    assert (line["TickRan"], line["DueFailed"], line["Function"]) == (1, 0, "candour-Tick-1")
    assert line["_aws"] == {
        "Timestamp": 1798125000000,
        "CloudWatchMetrics": [
            {
                "Namespace": "Candour",
                "Dimensions": [["Function"]],
                "Metrics": [
                    {"Name": "TickRan", "Unit": "Count"},
                    {"Name": "DueFailed", "Unit": "Count"},
                ],
            }
        ],
    }


Points = Sequence[float | None]
"""A statistic over the last periods, the latest last; None where nothing was reported."""


def fires(alarm: dict[str, Any], points: Points) -> bool:
    """Whether CloudWatch would call somebody: as many of the last periods breach as are asked for."""
    compare = {"GreaterThanThreshold": operator.gt, "LessThanThreshold": operator.lt}
    breaches, missing = compare[alarm["ComparisonOperator"]], alarm["TreatMissingData"]
    looked_at = points[-alarm["EvaluationPeriods"] :]
    bad = [missing == "breaching" if p is None else breaches(p, alarm["Threshold"]) for p in looked_at]
    return sum(bad) >= alarm.get("DatapointsToAlarm", alarm["EvaluationPeriods"])


WHEN_ALL_IS_WELL = {name: 1.0 if "Missing" in name else 0.0 for name in ALARMS}
WHEN_IT_IS_NOT = {name: None if "Missing" in name else 1.0 for name in ALARMS} | {
    "DueLate": 901.0,
    "SignInsRefused": 51.0,
    "MailsUndelivered": 21.0,
}
"""What a metric says in each period when the thing that the alarm is named after is the case."""


@pytest.mark.parametrize("name", ALARMS)
def test_every_alarm_fires_when_what_it_is_named_after_is_so_and_not_otherwise(name: str):
    alarm = ALARMS[name]
    periods = alarm["EvaluationPeriods"]

    assert fires(alarm, [WHEN_IT_IS_NOT[name]] * periods)
    assert not fires(alarm, [WHEN_ALL_IS_WELL[name]] * periods)
    waits_for_a_word = "Missing" in name
    assert fires(alarm, [None] * periods) == waits_for_a_word


@pytest.mark.parametrize("name", ALARMS)
def test_no_alarm_fires_before_it_was_bad_for_as_long_as_it_says(name: str):
    alarm = ALARMS[name]
    asked = alarm.get("DatapointsToAlarm", alarm["EvaluationPeriods"])
    before, since = [WHEN_ALL_IS_WELL[name]] * alarm["EvaluationPeriods"], [WHEN_IT_IS_NOT[name]]

    assert not fires(alarm, before + since * (asked - 1))


def test_the_jobs_stand_still_for_staff_when_their_alarms_call():
    waits = {
        Job.TICK: ALARMS["TickMissing"],
        Job.SWEEP: ALARMS["SweepMissing"],
        Job.CALENDAR: ALARMS["CalendarMissing"],
        Job.VERIFICATION: ALARMS["VerifyMissing"],
    }

    for job, alarm in waits.items():
        seconds = alarm["Period"] * alarm["EvaluationPeriods"]
        assert STANDS_STILL_AFTER[job].total_seconds() == seconds, job

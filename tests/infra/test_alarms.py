"""Somebody is called when the machinery stands still: the template's alarms and the code agree."""

from __future__ import annotations

import ast
import json
import operator
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


_COMPARISONS = {"LessThanThreshold": operator.lt, "GreaterThanThreshold": operator.gt}
_STATISTICS = {"Sum": sum, "Maximum": max, "Minimum": min}


def rings(name: str, *periods: list[float]) -> bool:
    """Whether the alarm is in ALARM after these periods, oldest first, as CloudWatch evaluates it: each
    holds what was reported in it, and one in which nothing was is what the alarm says that it is.
    """
    alarm = ALARMS[name]
    assert len(periods) == alarm["EvaluationPeriods"]
    compares = _COMPARISONS[alarm["ComparisonOperator"]]
    missing = alarm["TreatMissingData"] == "breaching"
    counted = [
        compares(_STATISTICS[alarm["Statistic"]](values), alarm["Threshold"]) if values else missing
        for values in periods
    ]
    return sum(counted) >= alarm.get("DatapointsToAlarm", alarm["EvaluationPeriods"])


SILENCE: list[float] = []


@pytest.mark.parametrize(
    ("alarm", "seconds"),
    [
        ("TickMissing", 600),
        ("SweepMissing", 3 * 3600),
        ("CalendarMissing", 2 * 24 * 3600),
        ("VerifyMissing", 2 * 24 * 3600),
    ],
)
def test_issue_3_point_7_a_job_that_does_not_report_for_so_long_rings_its_alarm(
    alarm: str, seconds: int
):
    periods = ALARMS[alarm]["EvaluationPeriods"]

    assert ALARMS[alarm]["Period"] * periods == seconds
    assert rings(alarm, *[SILENCE] * periods)
    assert not rings(alarm, *[[1.0]] * periods)
    assert not rings(alarm, *[SILENCE] * (periods - 1), [1.0])


def test_one_broken_history_is_an_alarm():
    assert rings("ChainsBroken", [1.0])
    assert not rings("ChainsBroken", [0.0])


def test_more_than_fifty_refused_sign_ins_in_a_quarter_of_an_hour_are_an_alarm():
    assert ALARMS["SignInsRefused"]["Period"] == 900
    assert rings("SignInsRefused", [1.0] * 51)
    assert not rings("SignInsRefused", [1.0] * 50)


def test_something_due_that_fails_in_three_of_five_minutes_is_an_alarm():
    well, failing = [0.0], [1.0]

    assert ALARMS["DueFailing"]["Period"] == 60
    assert rings("DueFailing", failing, well, failing, well, failing)
    assert not rings("DueFailing", failing, well, failing, well, SILENCE)


def test_what_is_due_and_waits_for_a_quarter_of_an_hour_three_times_over_is_an_alarm():
    assert ALARMS["DueLate"]["Period"] == 300
    assert rings("DueLate", [901.0], [1000.0], [1300.0])
    assert not rings("DueLate", [901.0, 0.0], [1000.0], [1300.0])


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


WHEN_ALL_IS_WELL = {name: [1.0] if "Missing" in name else [0.0] for name in ALARMS}
WHEN_IT_IS_NOT = {name: SILENCE if "Missing" in name else [1.0] for name in ALARMS} | {
    "DueLate": [901.0],
    "SignInsRefused": [51.0],
    "MailsUndelivered": [21.0],
}
"""What is reported in each period when the thing that the alarm is named after is the case."""


@pytest.mark.parametrize("name", ALARMS)
def test_every_alarm_fires_when_what_it_is_named_after_is_so_and_not_otherwise(name: str):
    periods = ALARMS[name]["EvaluationPeriods"]
    waits_for_a_word = "Missing" in name

    assert rings(name, *[WHEN_IT_IS_NOT[name]] * periods)
    assert not rings(name, *[WHEN_ALL_IS_WELL[name]] * periods)
    assert rings(name, *[SILENCE] * periods) == waits_for_a_word


@pytest.mark.parametrize("name", ALARMS)
def test_no_alarm_fires_before_it_was_bad_for_as_long_as_it_says(name: str):
    periods = ALARMS[name]["EvaluationPeriods"]
    asked = ALARMS[name].get("DatapointsToAlarm", periods)
    before, since = [WHEN_ALL_IS_WELL[name]] * (periods - asked + 1), [WHEN_IT_IS_NOT[name]]

    assert not rings(name, *before, *since * (asked - 1))


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

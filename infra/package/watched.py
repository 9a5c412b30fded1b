"""What the alarms watch, seen at a glance, and the page of what to do, named in each alarm."""

import json
from collections.abc import Mapping
from typing import Any

ALARM = "AWS::CloudWatch::Alarm"
RUNBOOK = "Runbook: docs/runbooks/{}.md"
WIDE, HIGH, ACROSS = 6, 5, 4
"""Of a dashboard's 24 columns: four graphs in a row."""


def watched(resources: Mapping[str, Any]) -> dict[str, Any]:
    """The dashboard of the stage, and each alarm's description with its runbook."""
    alarms = {name: one["Properties"] for name, one in resources.items() if one.get("Type") == ALARM}
    said = {name: _with_runbook(name, one) for name, one in alarms.items()}
    return said | {"Glance": _board(alarms)}


def _with_runbook(name: str, alarm: Mapping[str, Any]) -> dict[str, Any]:
    said = f"{alarm['AlarmDescription']} {RUNBOOK.format(name)}"
    return {"Properties": {"AlarmDescription": said}}


def _board(alarms: Mapping[str, Any]) -> dict[str, Any]:
    graphs = [_graph(place, *named) for place, named in enumerate(alarms.items())]
    body = json.dumps({"widgets": graphs})
    name = {"Fn::Sub": "${AWS::StackName}"}
    return {
        "Type": "AWS::CloudWatch::Dashboard",
        "Properties": {"DashboardName": name, "DashboardBody": {"Fn::Sub": body}},
    }


def _graph(place: int, name: str, alarm: Mapping[str, Any]) -> dict[str, Any]:
    (dimension,) = alarm["Dimensions"]
    metric = [alarm["Namespace"], alarm["MetricName"], dimension["Name"], _named(dimension["Value"])]
    return {
        "type": "metric",
        "x": place % ACROSS * WIDE,
        "y": place // ACROSS * HIGH,
        "width": WIDE,
        "height": HIGH,
        "properties": {
            "title": name,
            "metrics": [metric],
            "stat": alarm["Statistic"],
            "period": alarm["Period"],
            "region": "${AWS::Region}",
            "annotations": {"horizontal": [{"value": alarm["Threshold"]}]},
        },
    }


def _named(reference: Mapping[str, Any]) -> str:
    """A reference as Fn::Sub writes it.

    >>> _named({"Ref": "Tick"}), _named({"Fn::GetAtt": ["Queue", "QueueName"]})
    ('${Tick}', '${Queue.QueueName}')
    """
    return "${" + (reference.get("Ref") or ".".join(reference["Fn::GetAtt"])) + "}"

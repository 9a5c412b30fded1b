"""The template of a stage: what Chalice makes of the decorators, and our files merged into it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from infra.package.few_paths import few_paths
from infra.package.gateway import gateway_responses
from infra.package.watched import watched
from infra.steps import Refusal

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("resources", "functions", "scanner", "edge", "alarms")
PARTS = tuple(ROOT / "infra" / f"{name}.yaml" for name in NAMES)


def chalice_package(app_folder: Path, stage: str, into: Path) -> None:
    """Let Chalice write sam.json, with everything of ours in it, and a zip of the app alone."""
    additions = into / "additions.json"
    additions.write_text(json.dumps(merged_parts(), indent=2))
    command = [
        sys.executable,
        *("-c", "from chalice.cli import main; main()"),
        *("package", "--stage", stage, "--merge-template", str(additions), str(into)),
    ]
    environment = {**os.environ, "AWS_DEFAULT_REGION": "eu-west-2", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=app_folder, env=environment, capture_output=True, text=True)
    additions.unlink()
    if done.returncode:
        said = done.stderr[-3000:] + done.stdout[-1000:]
        raise Refusal(f"{said}\nChalice could not package the app; its reason is above.")
    made = into / "sam.json"
    # CloudFormation reads a template of one megabyte; without its indents ours is a third of that.
    made.write_text(json.dumps(few_paths(json.loads(made.read_text("utf-8"))), separators=(",", ":")))


def merged_parts() -> dict[str, Any]:
    """Our own parts as one, the gateway's own pages, and a dashboard of what the alarms watch."""
    merged: dict[str, Any] = {
        "Resources": {"RestAPI": {"Properties": {"GatewayResponses": gateway_responses()}}}
    }
    for part in PARTS:
        merged = merge(merged, yaml.safe_load(part.read_text("utf-8")))
    return merge(merged, {"Resources": watched(merged["Resources"])})


def merge(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Both trees in one; where both say something, the other wins.

    >>> merge({"a": {"x": 1}}, {"a": {"y": 2}})
    {'a': {'x': 1, 'y': 2}}
    """
    merged = dict(one)
    for key, value in other.items():
        before = merged.get(key)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            merged[key] = merge(before, value)
        else:
            merged[key] = value
    return merged

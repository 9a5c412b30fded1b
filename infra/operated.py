"""Which deployment a command of operation works on: a stage in AWS, or the stack of this machine."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import boto3

from chalicelib.settings import NAMES, Settings
from infra.deploy.account import account_in, outputs_of
from infra.deploy.administrator import settings_of
from infra.deploy.stages import read_stage
from infra.steps import Refusal

ANNOUNCEMENT = Path(__file__).resolve().parents[1] / ".local" / "stack.json"


@dataclass(frozen=True)
class Operated:
    """One deployment: its stack's name, empty where there is none (`make run`), and the settings of its
    functions.
    """

    stack: str
    settings: Settings


def operated(stage: str, announcement: Path = ANNOUNCEMENT) -> Operated:
    """A stage in AWS by its name, or without one the stack that runs here. From then on every client of
    this process is one of that deployment. Raises: Refusal, where there is none.
    """
    return _in_aws(stage) if stage else _here(announcement)


def _in_aws(name: str) -> Operated:
    stage = read_stage(name)
    outputs = outputs_of(stage, account_in(stage.region))
    boto3.setup_default_session(region_name=stage.region)
    return Operated(stage.stack, settings_of(name, outputs, stage.region))


def _here(announcement: Path) -> Operated:
    try:
        said = json.loads(announcement.read_text())
    except FileNotFoundError:
        raise Refusal(
            "No stack runs here. Start one with make run or make stack, or say STAGE=dev."
        ) from None
    # A laptop may have real credentials and a profile; nothing here may ever find them.
    os.environ |= {
        "AWS_ENDPOINT_URL": said["endpoint_url"],
        "AWS_DEFAULT_REGION": said["region"],
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    named = {name.lower(): value for name, value in said["settings"].items()}
    known = {name: named[name] for name in NAMES if name in named}
    return Operated(said.get("stack_name", ""), Settings(**known))

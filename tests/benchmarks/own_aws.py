"""An embedded AWS in a process of its own, empty, for as long as a measurement lasts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

import boto3

from infra.local.emulator import FORGETFUL
from infra.local.place import Place, free_port, place_apart
from infra.local.supervisor import start_emulator


@contextmanager
def own_aws() -> Iterator[Place]:
    """Every client that is made inside reaches this one."""
    with ExitStack() as cleanup:
        folder = cleanup.enter_context(tempfile.TemporaryDirectory())
        place = place_apart("bench", Path(folder))
        place.prepare()
        cleanup.enter_context(patch.dict(os.environ, place.aws_environment()))
        cleanup.enter_context(patch("boto3.DEFAULT_SESSION", boto3.Session()))
        start_emulator(place, free_port(), {FORGETFUL: "1"}, cleanup)
        yield place

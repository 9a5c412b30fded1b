"""Clients for the emulator of one place, whatever credentials this machine may have."""

from typing import Any

import boto3
from botocore.config import Config

from infra.local.place import REGION, Place


def client(place: Place, service: str, *, seconds_to_answer: float = 60) -> Any:
    """A client of this emulator and of nothing else."""
    # boto3 offers one overload per service name, which a plain str cannot choose from.
    make: Any = boto3.Session(region_name=REGION).client
    return make(
        service,
        endpoint_url=place.endpoint_url,
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - the emulator's administrator, of no use elsewhere
        config=Config(read_timeout=seconds_to_answer, retries={"total_max_attempts": 2}),
    )

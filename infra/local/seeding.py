"""Bring the demo data into a stack, once."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime

from infra.files import write_whole
from infra.local.place import Place
from infra.steps import Refusal, step


def seed_once(place: Place, settings: dict[str, str]) -> None:
    """Seed, unless this folder's data was seeded before.

    In a process of its own: the app's wiring reads its settings from the environment and keeps clients.
    """
    if place.seed_mark.exists():
        return
    with step("Bringing demo staff and cases"):
        done = subprocess.run(
            [sys.executable, "-m", "infra.demo"],
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        (place.logs / "seed.log").write_text(done.stdout)
        if done.returncode:
            last = (done.stdout.strip().splitlines() or ["no reason given"])[-1]
            raise Refusal(
                f"The demo data could not be made: {last} (all of it: {place.logs / 'seed.log'})"
            )
        write_whole(place.seed_mark, json.dumps({"seeded_at": datetime.now(UTC).isoformat()}))

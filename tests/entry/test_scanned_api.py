"""Schemathesis sends operations of the API what their description allows and what it does not.

`make scan` does so with every operation on the whole stack; this is its lean part, in memory.
Commands of a case are read in one place, so a few stand for all of them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chalice.config import Config
from chalice.local import ChaliceRequestHandler, LocalDevServer

from app import app
from chalicelib import wiring
from chalicelib.domain.reference import Reference
from infra.scan.programs import press
from tests.fakes import FakeWorld

A_FEW_COMMANDS = "acknowledgement|notes|consent|response|concerns|files"
EACH_KIND = rf"^/api/(?!cases/)|/api/cases$|/api/cases/[^/]+(/({A_FEW_COMMANDS}))?$"


class _Quiet(ChaliceRequestHandler):
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def served(world: FakeWorld) -> Iterator[str]:
    """Where the app is served; its world is `world`."""
    server = LocalDevServer(app, Config.create(), "127.0.0.1", 0, handler_cls=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    with wiring.visiting(world.behind_doors()):
        thread.start()
        yield f"http://127.0.0.1:{server.server.server_address[1]}"
        server.shutdown()
        thread.join(timeout=10)
        server.server.server_close()


def test_issue_7_whatever_is_sent_to_the_api_it_answers_as_it_describes(
    served: str, reference: Reference, tmp_path: Path
) -> None:
    (tmp_path / "schemathesis.toml").write_text("[phases.coverage]\nunexpected-methods = []\n")

    scan = press(
        *(served, "complaints.manager", [reference.in_url], tmp_path),
        name="lean",
        how=("--phases", "coverage", "--include-path-regex", EACH_KIND),
    )

    assert scan.findings == ()
    assert int(scan.extent.split()[2]) > 500, "it sent enough to mean something"

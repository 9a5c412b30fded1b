"""The embedded AWS: ministack in a process of its own, with its data on disk.

    python -m infra.local.emulator PORT

Out of the box ministack writes its state on a clean stop only. Here a snapshot is written a moment
after every change. It is taken like Redis takes one: the process forks between two requests, and the
child, whose memory stands still, writes the files. So a snapshot never holds half a change, and nobody
waits for it.
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.files import write_whole
from infra.local.family import stop_with_parent

SECONDS_BETWEEN_SNAPSHOTS = 2.0
# A snapshot of much data may not take more than this share of the machine's time.
LARGEST_SHARE_OF_TIME = 0.1
LONGEST_SNAPSHOT_SECONDS = 120

# For a benchmark: a snapshot of much data would take the machine from what is measured.
FORGETFUL = "CANDOUR_KEEPS_NOTHING"

# AWS names its read operations by their first word; everything else may have changed something.
READS = ("Get", "List", "Describe", "Query", "Scan", "BatchGet", "TransactGet")

Scope = dict[str, Any]
# Of hypercorn's many types for the messages of ASGI we look at none.
Asgi = Any


class Snapshots:
    """Remembers whether anything changed, and writes it down when it did."""

    def __init__(self, folder: Path, states: Callable[[], dict[str, Callable[[], Any]]]) -> None:
        self._folder, self._states = folder, states
        self._changed = False
        self._pause = SECONDS_BETWEEN_SNAPSHOTS

    def watch(self, app: Asgi) -> Asgi:
        """The same server, noting each request that may have changed something once it is answered."""

        async def watched(scope: Scope, receive: Any, send: Any) -> None:
            await app(scope, receive, send)
            if scope["type"] == "http" and not _only_reads(scope):
                self._changed = True

        return watched

    async def keep(self, stop: asyncio.Event) -> None:
        """Write a snapshot a moment after each change, until told to stop."""
        while not stop.is_set():
            await _wait(stop, self._pause)
            if self._changed and not stop.is_set():
                self._changed = False
                await self._write_in_a_fork()

    async def _write_in_a_fork(self) -> None:
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            self._write_and_leave()
        status = await asyncio.to_thread(_wait_for, child)
        if status != 0:
            self._changed = True
            logging.getLogger("snapshots").error("a snapshot was not written; trying again")
        took = time.monotonic() - began
        self._pause = max(SECONDS_BETWEEN_SNAPSHOTS, took / LARGEST_SHARE_OF_TIME)

    def _write_and_leave(self) -> None:
        # In the child only this thread lives. Another may have held a lock when it was copied: if
        # that ever stops us, the alarm ends the child and the parent tries again.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(LONGEST_SNAPSHOT_SECONDS)
        logging.disable(logging.CRITICAL)
        try:
            self.write()
        except BaseException:
            os._exit(1)
        os._exit(0)

    def write(self) -> None:
        """Write the state of every service that has one."""
        from ministack.core import persistence

        drafts = {}
        for service, state_of in self._states().items():
            state = state_of()
            if state is not None:
                version = persistence._state_format_version(service)
                wrapped = {"__ministack_format__": version, "payload": state}
                drafts[service] = json.dumps(wrapped, default=persistence._json_default)
        for service, draft in drafts.items():
            write_whole(self._folder / f"{service}.json", draft)


def _only_reads(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    operation: str = headers.get(b"x-amz-target", b"").decode().rpartition(".")[2]
    path: str = scope["path"]
    return operation.startswith(READS) or path.startswith("/_ministack/")


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


def _wait_for(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def damaged_files(folder: Path) -> list[Path]:
    """State files that cannot be read. ministack would log it and go on with nothing: silent loss."""
    return [path for path in sorted(folder.glob("*.json")) if not _readable(path)]


def _readable(path: Path) -> bool:
    try:
        return "payload" in json.loads(path.read_bytes())
    except (ValueError, TypeError):
        return False


async def _serve(port: int) -> None:
    from hypercorn.asyncio import serve
    from hypercorn.config import Config
    from ministack import app as ministack

    from infra.local import quick_queries, statements

    quick_queries.install()
    statements.install()
    snapshots = Snapshots(Path(os.environ["STATE_DIR"]), ministack._build_persistence_save_dict)
    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 1.0
    stop = asyncio.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(ending, stop.set)
    if FORGETFUL in os.environ:
        await serve(ministack.app, config, shutdown_trigger=stop.wait)
        return
    keeper = asyncio.create_task(snapshots.keep(stop))
    await serve(snapshots.watch(ministack.app), config, shutdown_trigger=stop.wait)
    # ministack saves on a clean stop too, but a fork that was still writing may have put older files
    # over its: wait for that one, then write the last word.
    await keeper
    snapshots.write()


def main() -> None:
    """Serve until told to stop, or until the process that started this one is gone."""
    stop_with_parent()
    # It runs functions with this very Python, whose libraries would hide that one is missing in the
    # package. The Python that the environment was made from has none of them.
    sys.executable = getattr(sys, "_base_executable", sys.executable)
    asyncio.run(_serve(int(sys.argv[1])))
    # Worker threads may still sleep; everything is written, and nothing waits for them.
    os._exit(0)


if __name__ == "__main__":
    main()

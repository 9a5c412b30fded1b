"""Child processes that never outlive the one that started them, however it ends."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from infra.steps import Refusal

SECONDS_TO_STOP = 10.0


class Child:
    """A Python module running in a process of its own, its output in a log file."""

    def __init__(self, module: str, *arguments: str, log: Path, environment: Mapping[str, str]) -> None:
        self._log = log
        with open(log, "ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                # The child reads its end of this pipe; it closes when we die, even of a hard kill.
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**_without_aws(os.environ), **environment},
                # Ctrl-C reaches everyone in the terminal's group; children are stopped by us, in order.
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def last_words(self) -> str:
        """The last line of its log: mostly the reason why it ended."""
        lines = self._log.read_text("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else "(it said nothing)"

    def stop(self) -> None:
        """End it politely, then firmly, with everything that it started."""
        if not self.has_ended():
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(SECONDS_TO_STOP)
        _end_group(self._process.pid)
        self._process.communicate()

    def refuse_if_ended(self, name: str) -> None:
        """Raises: Refusal, with its last words, if it is not running any more."""
        if self.has_ended():
            raise Refusal(
                f"{name} has ended, with these last words: {self.last_words()} (all of it: {self._log})"
            )


def stop_with_parent() -> None:
    """Called in a child: end when the process at the other end of standard input is gone."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _end_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _without_aws(environment: Mapping[str, str]) -> dict[str, str]:
    """Our environment without what would lead an AWS client to a real account."""
    return {name: value for name, value in environment.items() if not name.startswith("AWS_")}

"""Start a local stack step by step, watch over it, and take everything down again."""

import fcntl
import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

from infra.local.aws import client
from infra.local.clock import LocalClock
from infra.local.companion import Companion
from infra.local.emulator import damaged_files
from infra.local.family import Child
from infra.local.mail import MailFolder, Postbox
from infra.local.mail_door import MailDoor
from infra.local.mail_notices import MailNotices
from infra.local.place import HOST, REGION, Place
from infra.local.texts import TextTray
from infra.steps import Refusal

SECONDS_TO_START = 60.0
SECONDS_BETWEEN_LOOKS = 0.05


@contextmanager
def own_folder(place: Place) -> Iterator[None]:
    """Hold the folder for ourselves: two emulators on one folder would overwrite each other."""
    place.folder.mkdir(parents=True, exist_ok=True)
    with open(place.folder / "lock", "w") as lock:
        _hold(lock, place)
        place.prepare()
        try:
            yield
        finally:
            shutil.rmtree(place.temporary, ignore_errors=True)


def _hold(lock: IO[str], place: Place) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Refusal(f"`make {place.mode}` is running already: stop it with Ctrl-C first.") from None


def start_companion(place: Place, clock: LocalClock, cleanup: ExitStack) -> int:
    """Open the mailbox and clock pages; returns the port at which mail is received."""
    mails = MailFolder(place.mail)
    postbox = Postbox(mails, clock.now)
    postbox.open()
    cleanup.callback(postbox.close)
    companion = Companion(
        place.mailbox_port,
        mails=mails,
        clock=clock,
        base_url=place.base_url,
        tell=MailNotices(place).publish,
        fetch_texts=TextTray(place, mails, clock.now).empty,
    )
    companion.open()
    cleanup.callback(companion.close)
    return postbox.port


def open_mail_door(place: Place, bucket: str, cleanup: ExitStack) -> None:
    """Take in mail for us from now on."""
    door = MailDoor(place.mail_port, place.inbox, s3=client(place, "s3"), bucket=bucket)
    door.open()
    cleanup.callback(door.close)


def start_emulator(place: Place, smtp_port: int, extra: Mapping[str, str], cleanup: ExitStack) -> Child:
    """Start the embedded AWS on its data, and wait until it answers."""
    refuse_damaged_data(place)
    # The stream of a new emulator is empty, and its positions mean nothing to us.
    place.stream_file.unlink(missing_ok=True)
    emulator = Child(
        "infra.local.emulator",
        str(place.aws_port),
        log=place.logs / "emulator.log",
        environment=emulator_environment(place, smtp_port) | dict(extra),
    )
    cleanup.callback(emulator.stop)
    _wait_until(
        lambda: _answers(f"{place.endpoint_url}/_ministack/health"), emulator, "The embedded AWS"
    )
    return emulator


def emulator_environment(place: Place, smtp_port: int) -> dict[str, str]:
    """How ministack is set: data on disk, this machine only, and nothing that we do not use."""
    return {
        "GATEWAY_PORT": str(place.aws_port),
        "BIND_HOST": HOST,
        "MINISTACK_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "PERSIST_STATE": "1",
        "STATE_DIR": str(place.aws_state),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(place.aws_state / "s3"),
        # It leaves folders of its functions behind: in ours, which every start empties.
        "TMPDIR": str(place.temporary),
        "SMTP_HOST": f"{HOST}:{smtp_port}",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "PYTHONUNBUFFERED": "1",
    }


def refuse_damaged_data(place: Place) -> None:
    """Raises: Refusal, if a state file cannot be read."""
    if damaged := damaged_files(place.aws_state):
        names = ", ".join(path.name for path in damaged)
        raise Refusal(
            f"The local data in {place.aws_state} is damaged ({names}): "
            "put the folder back from a copy, or forget all local data with `make reset`."
        )


def wait_for_port(port: int, child: Child, name: str) -> None:
    """Wait until something listens there, or the child that should has ended."""
    _wait_until(lambda: _listens(port), child, name)


class Ending(Exception):
    """Somebody asked us to stop."""


def end_on_signals() -> None:
    """Let Ctrl-C, a closed terminal and a polite kill all end the stack in the same orderly way."""

    def end(*_: object) -> None:
        # Once is enough: a second Ctrl-C must not interrupt the saving of data.
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, signal.SIG_IGN)
        raise Ending

    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, end)


def _wait_until(ready: Callable[[], bool], child: Child, name: str) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while not ready():
        child.refuse_if_ended(name)
        if time.monotonic() > until:
            raise Refusal(f"{name} did not answer within {SECONDS_TO_START:.0f} seconds.")
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0

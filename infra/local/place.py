"""Where a local stack lives: one folder, a few ports, one file that says where everything is."""

import json
import os
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from infra.files import write_whole
from infra.steps import Refusal

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
HOST = "127.0.0.1"
REGION = "eu-west-2"


@dataclass(frozen=True)
class Place:
    """One local stack. Nothing of it is outside its folder, and it listens on this machine only."""

    mode: str
    folder: Path
    announcement: Path
    app_port: int
    mailbox_port: int
    aws_port: int
    mail_port: int

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self.app_port}"

    @property
    def mailbox_url(self) -> str:
        return f"http://{HOST}:{self.mailbox_port}/"

    @property
    def clock_url(self) -> str:
        return f"http://{HOST}:{self.mailbox_port}/clock"

    @property
    def endpoint_url(self) -> str:
        return f"http://{HOST}:{self.aws_port}"

    @property
    def aws_state(self) -> Path:
        return self.folder / "aws"

    @property
    def mail(self) -> Path:
        return self.folder / "mail"

    @property
    def inbox(self) -> Path:
        """Mails that are dropped here come in as if somebody had sent them."""
        return self.folder / "inbox"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def clock_file(self) -> Path:
        return self.folder / "clock.json"

    @property
    def tick_file(self) -> Path:
        return self.folder / "last-tick.json"

    @property
    def stream_file(self) -> Path:
        return self.folder / "stream-position.json"

    @property
    def seed_mark(self) -> Path:
        return self.folder / "seeded.json"

    def prepare(self) -> None:
        """Make the folders; what an earlier run logged, announced or left behind goes."""
        if not _is_alive(self._announced_by()):
            self.announcement.unlink(missing_ok=True)
        for of_the_last_run in (self.temporary, self.logs):
            shutil.rmtree(of_the_last_run, ignore_errors=True)
        for folder in (self.aws_state, self.mail, self.temporary, self.logs):
            folder.mkdir(parents=True, exist_ok=True)

    def refuse_busy_ports(self) -> None:
        """Raises: Refusal, naming the port that something else already listens on."""
        wanted = {
            "CANDOUR_PORT": self.app_port,
            "CANDOUR_MAILBOX_PORT": self.mailbox_port,
            "CANDOUR_AWS_PORT": self.aws_port,
            "CANDOUR_MAIL_PORT": self.mail_port,
        }
        for setting, port in wanted.items():
            if _is_busy(port):
                raise Refusal(
                    f"Port {port} is already in use: stop what uses it, "
                    f"or choose another, as in `{setting}={port + 20} make {self.mode}`."
                )

    def aws_environment(self) -> dict[str, str]:
        """What points an AWS client at the emulator, which takes "test" for an administrator."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint_url,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            # A laptop may have real credentials and a profile; nothing here may ever find them.
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def announce(self, found: dict[str, object]) -> None:
        """Say to scripts where everything is, once it is all there."""
        where = {
            "mode": self.mode,
            "base_url": self.base_url,
            "mailbox_url": self.mailbox_url,
            "clock_url": self.clock_url,
            "mail_in": f"{HOST}:{self.mail_port}",
            "inbox": str(self.inbox),
            "endpoint_url": self.endpoint_url,
            "region": REGION,
            "folder": str(self.folder),
            "pid": os.getpid(),
            **found,
            "ready": True,
        }
        write_whole(self.announcement, json.dumps(where, indent=2))

    def withdraw(self) -> None:
        """Take the announcement back, unless another stack has put its own there since."""
        if self._announced_by() == os.getpid():
            self.announcement.unlink(missing_ok=True)

    def _announced_by(self) -> int:
        """The process that the announcement is of; 0 if there is none that one could read."""
        try:
            return int(json.loads(self.announcement.read_text())["pid"])
        except (OSError, ValueError, KeyError):
            return 0


def place_of_run() -> Place:
    """`make run`: the app itself, in a process of its own."""
    return _place("run", app_port=8000, mailbox_port=8001, aws_port=4566, mail_port=8002)


def place_of_stack() -> Place:
    """`make stack`: the packaged deployment. Other ports and another folder, so that both can run."""
    return _place("stack", app_port=8010, mailbox_port=8011, aws_port=4576, mail_port=8012)


def place_apart(mode: str, folder: Path) -> Place:
    """A stack in a folder of its own, on whatever ports are free."""
    app, mailbox, aws, mail = (free_port() for _ in range(4))
    return Place(
        mode=mode,
        folder=folder,
        announcement=folder / "stack.json",
        app_port=app,
        mailbox_port=mailbox,
        aws_port=aws,
        mail_port=mail,
    )


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _place(mode: str, *, app_port: int, mailbox_port: int, aws_port: int, mail_port: int) -> Place:
    return Place(
        mode=mode,
        folder=LOCAL / mode,
        announcement=LOCAL / "stack.json",
        app_port=_chosen("CANDOUR_PORT", app_port),
        mailbox_port=_chosen("CANDOUR_MAILBOX_PORT", mailbox_port),
        aws_port=_chosen("CANDOUR_AWS_PORT", aws_port),
        mail_port=_chosen("CANDOUR_MAIL_PORT", mail_port),
    )


def _chosen(setting: str, usual: int) -> int:
    chosen = os.environ.get(setting, str(usual))
    if not chosen.isdigit() or not 0 < int(chosen) < 65536:
        raise Refusal(f"{setting} must be the number of a port, not {chosen!r}.")
    return int(chosen)


def _is_alive(process: int) -> bool:
    if process <= 0:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_busy(port: int) -> bool:
    with socket.socket() as probe:
        # As a server would: a port that is only waiting after its last connection is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False

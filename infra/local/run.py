"""`make run`: the app in a process of its own, on an embedded AWS, with mailbox and clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack

from infra.build.catalogues import make_catalogues
from infra.build.styles import make_styles
from infra.deploy.stack import deploy
from infra.local.announcement import found_in, print_welcome
from infra.local.aws import client
from infra.local.clock import LocalClock
from infra.local.family import Child
from infra.local.place import ROOT, Place
from infra.local.seeding import seed_once
from infra.local.sources import Sources
from infra.local.supervisor import (
    Ending,
    end_on_signals,
    open_mail_door,
    own_folder,
    start_companion,
    start_emulator,
    wait_for_port,
)
from infra.steps import Refusal, step

STACK_NAME = "candour-local"
RESOURCES = ROOT / "infra" / "resources.yaml"
WATCHED = (ROOT / "chalicelib",)

SECONDS_BETWEEN_LOOKS = 0.5
# What a morning owes is carried by the stream before the next morning comes.
SECONDS_TO_SETTLE = 0.6
SECONDS_FOR_A_TICK = 20.0


def run(place: Place) -> None:
    """Start everything, watch the source, and stop everything at the end."""
    end_on_signals()
    try:
        with ExitStack() as cleanup:
            app, emulator = start(place, cleanup)
            print_welcome(place)
            app.watch(emulator)
    except Ending:
        print("\nStopped. The data stays: `make run` finds it, `make reset` forgets it.")


def start(place: Place, cleanup: ExitStack) -> tuple[App, Child]:
    """Everything, announced: the app and the emulator under it. The clean-up stops them."""
    place.refuse_busy_ports()
    cleanup.enter_context(own_folder(place))
    make_styles()
    make_catalogues()
    with step("Starting the embedded AWS, the mailbox and the clock"):
        clock = LocalClock(place.clock_file, _wait_for_tick(place))
        smtp_port = start_companion(place, clock, cleanup)
        emulator = start_emulator(place, smtp_port, {}, cleanup)
    with step("Setting up the table, the sign-in and the mail address"):
        template = {"TemplateBody": RESOURCES.read_text("utf-8")}
        parameters = {"BaseUrl": place.base_url, "Laptop": place.endpoint_url}
        outputs = deploy(client(place, "cloudformation"), STACK_NAME, template, parameters)
    functions = settings_of(place, outputs)
    settings = place.aws_environment() | functions
    seed_once(place, settings)
    app = App(place, settings, cleanup)
    with step("Starting the app"):
        app.start()
    open_mail_door(place, outputs["MailBucket"], cleanup)
    cleanup.callback(place.withdraw)
    place.announce(found_in(outputs, functions))
    return app, emulator


def settings_of(place: Place, outputs: dict[str, str]) -> dict[str, str]:
    """The settings of the functions, as the packaged template would make them, and the local ones."""
    return {
        "STAGE": "local",
        "TABLE_NAME": outputs["TableName"],
        "FIGURES_TABLE_NAME": outputs["FiguresTableName"],
        "BASE_URL": place.base_url,
        "MAIL_FROM": outputs["MailFrom"],
        "MAIL_BUCKET": outputs["MailBucket"],
        "USER_POOL_ID": outputs["UserPoolId"],
        "USER_POOL_CLIENT_ID": outputs["UserPoolClientId"],
        "SESSION_SECRET_ID": outputs["SessionSecretId"],
        "FILES_BUCKET": outputs["FilesBucket"],
        "ROOTS_BUCKET": outputs["RootsBucket"],
        "FILES_ENDPOINT": place.endpoint_url,
        "MALWARE_CHECK": "laptop",
        "SECOND_FACTOR": "offered",
        "IDENTITY_SECRET_ID": outputs["IdentitySecretId"],
        "LOG_LEVEL": "INFO",
        "LOCAL_CLOCK_FILE": str(place.clock_file),
        # For the pump only; the functions know nothing of them.
        "CANDOUR_STREAM_ARN": outputs["TableStreamArn"],
        "CANDOUR_MAIL_NOTICES": outputs["MailNotices"],
        "CANDOUR_STREAM_FILE": str(place.stream_file),
        "CANDOUR_TICK_FILE": str(place.tick_file),
    }


class App:
    """The app's process, started again when its source changes."""

    def __init__(self, place: Place, settings: dict[str, str], cleanup: ExitStack) -> None:
        self._place, self._settings = place, settings
        self._child: Child | None = None
        cleanup.callback(self.stop)

    def start(self) -> None:
        """Raises: Refusal, with the reason, if the app does not come up."""
        self._child = Child(
            "infra.local.app_server",
            str(self._place.app_port),
            log=self._place.logs / "app.log",
            environment=self._settings | {"PYTHONUNBUFFERED": "1"},
        )
        wait_for_port(self._place.app_port, self._child, "The app")

    def stop(self) -> None:
        if self._child:
            self._child.stop()

    def watch(self, emulator: Child) -> None:
        """Start the app again after each change of its source, until somebody ends the stack."""
        sources = Sources(WATCHED)
        while True:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            emulator.refuse_if_ended("The embedded AWS")
            if sources.changed():
                self._restart()
            elif self._child and self._child.has_ended():
                self._say_that_it_ended()

    def _restart(self) -> None:
        try:
            with step("The source changed: starting the app again"):
                self.stop()
                self.start()
        except Refusal:
            self._say_that_it_ended()

    def _say_that_it_ended(self) -> None:
        """Once: a program that ends by itself would only end again."""
        if self._child:
            print(f"  The app has ended: {self._child.last_words()}", flush=True)
            print("  It starts again when its source changes.", flush=True)
            self.stop()
            self._child = None


def _wait_for_tick(place: Place) -> Callable[[bytes], None]:
    """A wait until the pump has ticked at the time that the clock file now says."""

    def wait(clock: bytes) -> None:
        until = time.monotonic() + SECONDS_FOR_A_TICK
        while time.monotonic() < until:
            if place.tick_file.exists() and place.tick_file.read_bytes() == clock:
                time.sleep(SECONDS_TO_SETTLE)
                return
            time.sleep(0.05)

    return wait

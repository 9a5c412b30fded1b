"""`make stack`: the packaged deployment, as AWS would run it, on the embedded AWS.

The functions come from the zip, run as their roles with their permissions enforced, and are called by
the gateway, the stream and the schedule of the emulator: no code of ours stands between.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager

from infra.deploy.emulated import deploy_package
from infra.local.announcement import found_in, print_welcome
from infra.local.aws import client
from infra.local.clock import LocalClock
from infra.local.family import Child
from infra.local.front import Front
from infra.local.place import Place
from infra.local.pump import schedule_event
from infra.local.seeding import seed_once
from infra.local.supervisor import (
    Ending,
    end_on_signals,
    open_mail_door,
    own_folder,
    start_companion,
    start_emulator,
)
from infra.package.package import make_package
from infra.steps import step

STACK_NAME = "candour"
API_STAGE = "candour"
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_FOR_A_TICK = 90
MOST_TICKS = 60
"""After the clock was moved: as many as AWS would call in an hour."""
NOTHING_MORE: Mapping[str, str] = {}


def run_packaged(place: Place) -> None:
    """Start the packaged deployment and watch over it until somebody ends it."""
    end_on_signals()
    try:
        with packaged_stack(place) as emulator:
            print_welcome(place)
            while True:
                time.sleep(SECONDS_BETWEEN_LOOKS)
                emulator.refuse_if_ended("The embedded AWS")
    except Ending:
        print("\nStopped. The data stays: `make stack` finds it, `make reset` forgets it.")


@contextmanager
def packaged_stack(place: Place, more: Mapping[str, str] = NOTHING_MORE) -> Iterator[Child]:
    """A running packaged deployment, taken down at the end. The tests use it too; the functions inherit
    `more`.
    """
    with ExitStack() as cleanup:
        place.refuse_busy_ports()
        cleanup.enter_context(own_folder(place))
        package = make_package("local")
        with step("Starting the embedded AWS, with permissions enforced"):
            tick: list[Callable[[], None]] = []
            clock = LocalClock(place.clock_file, lambda _: tick[0]())
            smtp_port = start_companion(place, clock, cleanup)
            emulator = start_emulator(
                place, smtp_port, _functions_environment(place) | dict(more), cleanup
            )
        with step("Deploying the package"):
            s3, cloudformation = client(place, "s3"), client(place, "cloudformation")
            parameters = {"BaseUrl": place.base_url, "Laptop": place.endpoint_url}
            outputs = deploy_package(
                package, STACK_NAME, parameters, s3=s3, cloudformation=cloudformation
            )
        tick.append(lambda: _tick(place, outputs["TickFunction"]))
        _open_front(place, outputs["ApiId"], cleanup)
        functions = _settings(place, outputs)
        with _schedules_at_rest(place):
            seed_once(place, place.aws_environment() | functions)
        open_mail_door(place, outputs["MailBucket"], cleanup)
        cleanup.callback(place.withdraw)
        place.announce(
            found_in(outputs, functions)
            | {"tick_function": outputs["TickFunction"], "stack_name": STACK_NAME}
        )
        yield emulator


def _functions_environment(place: Place) -> dict[str, str]:
    """Functions inherit the emulator's environment: the one way to them that no template shows."""
    return {"AUTH": "true", "LOCAL_CLOCK_FILE": str(place.clock_file)}


def _open_front(place: Place, api_id: str, cleanup: ExitStack) -> None:
    front = Front(
        place.app_port, gateway_port=place.aws_port, prefix=f"/_aws/execute-api/{api_id}/{API_STAGE}"
    )
    front.open()
    cleanup.callback(front.close)


@contextmanager
def _schedules_at_rest(place: Place) -> Iterator[None]:
    """Nothing strikes meanwhile: the tick lives today, and a story that is being told weeks ago. It
    would do what was due since, and the story would find its case elsewhere.
    """
    events = client(place, "events")
    struck = [each["Name"] for each in events.list_rules()["Rules"] if "ScheduleExpression" in each]
    for rule in struck:
        events.disable_rule(Name=rule)
    yield
    for rule in struck:
        events.enable_rule(Name=rule)


def _tick(place: Place, function: str) -> None:
    """Call the tick as its schedule would, minute after minute, until nothing is left to do."""
    functions = client(place, "lambda", seconds_to_answer=SECONDS_FOR_A_TICK)
    for _ in range(MOST_TICKS):
        answer = functions.invoke(FunctionName=function, Payload=json.dumps(schedule_event()).encode())
        said = answer["Payload"].read().decode()
        if "FunctionError" in answer:
            print(f"  tick failed: {said[:500]}", flush=True)
            return
        if not json.loads(said).get("more_to_do"):
            return


def _settings(place: Place, outputs: dict[str, str]) -> dict[str, str]:
    """For the demo data, which goes through the use cases on this side of the gateway."""
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
    }

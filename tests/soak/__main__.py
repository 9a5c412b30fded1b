"""python -m tests.soak [SECONDS] [SEED]: load the packaged deployment while everything goes wrong.

Sixteen clients press through the gateway. Meanwhile functions are killed, DynamoDB throttles and loses
answers, SES refuses, and the stream repeats and reorders what it showed. Then the trouble ends, time
passes, and nothing may be lost, doubled, missed or broken. The report says how often what happened.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from random import Random

from infra.local.emulator import FORGETFUL
from infra.local.packaged import packaged_stack
from infra.local.place import HOST, free_port, place_apart
from infra.steps import Refusal, run_politely, step
from tests.packaged.rig import PackagedStack
from tests.soak.afterwards import faults_of, let_time_pass
from tests.soak.clients import CLIENTS, Client, Confirmed
from tests.soak.troubles import Killer, Trouble, repeat_the_stream
from tests.soak.wire import FaultyWire

SECONDS = 180


def main() -> None:
    """Soak, report; end with 1 where anything does not hold."""
    seconds, seed = ([int(each) for each in sys.argv[1:]] + [SECONDS, 1][len(sys.argv) - 1 :])[:2]
    with tempfile.TemporaryDirectory() as folder:
        place, port = place_apart("soak", Path(folder)), free_port()
        wire = FaultyWire(port, place.aws_port, seed)
        # What the emulator saves to disk every other second is nobody's, and costs half of the machine.
        more = {"AWS_ENDPOINT_URL": f"http://{HOST}:{port}", FORGETFUL: "1"}
        with wire, packaged_stack(place, more) as emulator:
            soak(PackagedStack(place), wire, emulator.pid, seconds, Random(seed))


def soak(stack: PackagedStack, wire: FaultyWire, emulator: int, seconds: int, random: Random) -> None:
    """The load and the troubles, then what must hold. Raises: Refusal, naming what does not."""
    said, confirmed = Counter[str](), Confirmed()
    troubles = (
        Trouble(Killer(emulator, wire.injected, random, lambda: len(confirmed.references))),
        Trouble(partial(repeat_the_stream, stack, wire.injected, random)),
    )
    with step(f"{CLIENTS} clients press for {seconds} s"):
        wire.faulty = True
        for trouble in troubles:
            trouble.start()
        _load(stack.base_url, confirmed, seconds)
        for trouble in troubles:
            trouble.stop()
        wire.faulty = False
    with step("The trouble is over; hours and days pass"):
        let_time_pass(stack)
    with step("Looking at everything"):
        faults = faults_of(stack, confirmed, said)
    _report(confirmed, wire.injected, said)
    if faults:
        raise Refusal("It does not hold: " + "; ".join(faults) + ".")
    if never := [what for what, number in wire.injected.items() if not number]:
        raise Refusal(f"It proves too little: never was it that {' or that '.join(never)}.")
    if not confirmed.references:
        raise Refusal("It proves nothing: no complaint was confirmed.")
    print("  Nothing was lost, doubled, missed or broken.")


def _load(base_url: str, confirmed: Confirmed, seconds: int) -> None:
    confirmed.until = time.monotonic() + seconds
    clients = [Client(number, base_url, confirmed) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()


def _report(confirmed: Confirmed, injected: Counter[str], said: Counter[str]) -> None:
    print(
        f"  {len(confirmed.references)} complaints confirmed, {confirmed.again} presses were repeated"
    )
    if confirmed.seconds:
        print(
            f"  median {statistics.median(confirmed.seconds):.1f} s until confirmed, troubles included"
        )
    if confirmed.given_up:
        print(f"  {len(confirmed.given_up)} gave up after many presses and were told nothing")
    for what, number in sorted(injected.items()):
        print(f"  {number:>6} × {what}")
    for what, number in sorted(said.items()):
        print(f"  {number:>6} {what}")


if __name__ == "__main__":
    run_politely(main)

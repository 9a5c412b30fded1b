"""python -m infra.deploy.replay [STAGE] [--call]: what functions could not deal with, and once more.

Shows every dead letter of a stage; with --call, its function is called with it again. Without a
stage: the packaged stack of this machine. What a letter holds is not shown: it may be somebody's.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import boto3
from botocore.config import Config

from infra.deploy.dead_letters import (
    HELD_SECONDS,
    Clients,
    Letter,
    Queue,
    let_go,
    letters_in,
    queues_of,
    replay,
)
from infra.operated import operated
from infra.steps import Refusal, run_politely


@dataclass(frozen=True)
class Outcome:
    """What became of the letters of one queue: done, failed again, or too old to be called with."""

    function: str
    done: int = 0
    failed: int = 0
    too_old: int = 0


def shown(queue: Queue, clients: Clients) -> list[str]:
    """What a replay would do, a line for each letter, which waits on as before."""
    letters = letters_in(queue, clients)
    let_go(queue, letters, clients)
    return [f"{queue.function}: {_said(letter)}" for letter in letters]


def _said(letter: Letter) -> str:
    since = f"waiting since {letter.waiting_since:%-d %B, %H:%M} UTC"
    if letter.too_old:
        return f"{since}; the stream holds it no more, so it would be thrown away"
    what = "one call" if letter.records is None else f"{letter.records} changes of the table"
    return f"{since}; {what}, which would be made again"


def replayed(queue: Queue, clients: Clients) -> Outcome:
    """Call the function with each letter again. What fails again waits on."""
    letters = letters_in(queue, clients)
    dealt_with = [replay(queue, letter, clients) for letter in letters]
    too_old = sum(letter.too_old for letter in letters)
    done = sum(dealt_with) - too_old
    return Outcome(queue.function, done, failed=dealt_with.count(False), too_old=too_old)


def clients_here() -> Clients:
    """Clients of the deployment that this process works on."""
    # A function may take a quarter of an hour, and must not be called again because we lost patience.
    patient = Config(read_timeout=HELD_SECONDS, retries={"total_max_attempts": 1})
    return Clients(
        sqs=boto3.client("sqs"),
        lambda_=boto3.client("lambda", config=patient),
        streams=boto3.client("dynamodbstreams"),
        cloudformation=boto3.client("cloudformation"),
    )


def main() -> None:
    """Show, or replay; end with 1 where some failed again."""
    parser = argparse.ArgumentParser(prog="make replay", description="Replay dead letters.")
    parser.add_argument("stage", metavar="STAGE", nargs="?", default="")
    parser.add_argument("--call", action="store_true", help="call the functions again")
    asked = parser.parse_args()
    stack = operated(asked.stage).stack
    if not stack:
        raise Refusal("make run has no queues. Start make stack, or say which stage: STAGE=dev.")
    clients = clients_here()
    queues = queues_of(stack, clients)
    if asked.call:
        _call(queues, clients)
    else:
        _show(queues, clients)


def _show(queues: list[Queue], clients: Clients) -> None:
    lines = [line for queue in queues for line in shown(queue, clients)]
    print("\n".join(f"  {line}" for line in lines) or "  No dead letters.")
    if lines:
        print("  To call each function again: the same with ARGS=--call. It is safe to do twice.")


def _call(queues: list[Queue], clients: Clients) -> None:
    outcomes = [replayed(queue, clients) for queue in queues]
    for each in outcomes:
        print(f"  {each.function}: {each.done} done, {each.failed} failed, {each.too_old} too old")
    if any(each.failed for each in outcomes):
        raise Refusal("Some failed again and wait on. The runbook of their alarm says how to go on.")


if __name__ == "__main__":
    run_politely(main)

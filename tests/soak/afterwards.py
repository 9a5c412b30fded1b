"""What must hold when the trouble is over and time has passed."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from chalicelib.domain.messages import WAITING, MessageState
from tests.packaged.rig import PackagedStack
from tests.soak.clients import Confirmed

HOURS_TO_SETTLE = 8
"""A message is tried for five hours; then it has an end."""
PAST_THE_PROMISE = 5
"""Working days after which each acknowledgement is overdue, and staff must have heard of it."""
UNFINISHED = (*WAITING, MessageState.SENDING)


def let_time_pass(stack: PackagedStack) -> None:
    """Hour by hour until nothing is owed, then past the date that everybody was promised."""
    for _ in range(HOURS_TO_SETTLE):
        stack.move_clock(hours=1)
        stack.call("Tick")
    stack.move_clock(working_days=PAST_THE_PROMISE)
    for _ in range(3):
        stack.call("Tick")


def faults_of(stack: PackagedStack, confirmed: Confirmed, said: Counter[str]) -> list[str]:
    """What does not hold; nothing where all does. What is counted on the way goes into `said`."""
    cases = _cases(stack, confirmed)
    swept, verified = stack.call("Sweep"), stack.call("VerifyChains")
    receipts = Counter({a: len(stack.mails(a)) for a in confirmed.references})
    states = Counter(message["state"] for items in cases.values() for message in _messages(items))
    said.update({f"messages that are {state}": n for state, n in states.items()})
    receipt_states = {a: _receipt(items) for a, items in cases.items()}
    held = {
        "complaints are lost": len(confirmed.references.keys() - cases.keys()),
        "complaints are doubled": _doubled(stack, confirmed),
        "histories are broken": verified["broken"] + verified["gone"],
        "cases cannot be looked over": swept["failed"],
        "messages have no end": sum(states[state] for state in UNFINISHED),
        "messages failed": states[MessageState.FAILED],
        "receipts went twice": sum(n > 1 for n in receipts.values()),
        "receipts that are sent did not arrive": sum(
            state in (MessageState.SENT, MessageState.DELIVERED) and not receipts[address]
            for address, state in receipt_states.items()
        ),
        "clocks were missed": sum(not _is_told(items) for items in cases.values()),
    }
    said["receipts that arrived"] = sum(n == 1 for n in receipts.values())
    said["cases that the sweep put right afterwards"] = swept["repaired"]
    return [f"{number} {words}" for words, number in held.items() if number]


Items = list[dict[str, Any]]


def _everything(stack: PackagedStack) -> dict[str, Items]:
    pages = stack.client("dynamodb").get_paginator("scan").paginate(TableName=stack.table)
    found: dict[str, Items] = {}
    for page in pages:
        for item in page["Items"]:
            plain = {name: next(iter(value.values())) for name, value in item.items()}
            if plain["pk"].startswith("CASE#"):
                found.setdefault(plain["pk"], []).append(plain)
    return found


def _cases(stack: PackagedStack, confirmed: Confirmed) -> dict[str, Items]:
    """Every confirmed case that is there, by the address of who complained."""
    everything = _everything(stack)
    by_number = {each.rpartition("/")[2]: address for address, each in confirmed.references.items()}
    numbers = {pk.removeprefix("CASE#"): items for pk, items in everything.items()}
    return {address: numbers[n] for n, address in by_number.items() if n in numbers}


def _doubled(stack: PackagedStack, confirmed: Confirmed) -> int:
    """Cases beyond the first of one person: each address complained once."""
    people = Counter(
        json.loads(item["body"])["email"]
        for items in _everything(stack).values()
        for item in items
        if item["sk"] == "PARTY#complainant"
    )
    return sum(people[address] - 1 for address in confirmed.references if people[address] > 1)


def _messages(items: Items) -> list[dict[str, Any]]:
    return [json.loads(item["body"]) for item in items if item["sk"].startswith("MESSAGE#")]


def _receipt(items: Items) -> str:
    return next((str(m["state"]) for m in _messages(items) if m["kind"] == "receipt"), "")


def _is_told(items: Items) -> bool:
    """Whether staff were told that the acknowledgement is overdue."""
    events = [json.loads(item["body"]) for item in items if item["sk"].startswith("EVENT#")]
    return any(e["type"] == "clock.breached" and e["facts"]["clock"] == "ACK" for e in events)

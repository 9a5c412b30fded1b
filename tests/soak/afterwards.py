"""What must hold when the trouble is over and time has passed."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters.ses_mail import about_of
from chalicelib.application.outgoing import SentAbout
from chalicelib.domain.messages import WAITING, MessageState
from chalicelib.domain.reference import CaseNumber
from infra.local.mail_notices import TAGS, tags_of
from tests.packaged.rig import PackagedStack
from tests.soak.clients import OF_THE_SOAK, Confirmed

HOURS_TO_SETTLE = 8
"""A message is tried for five hours; then it has an end."""
PAST_THE_PROMISE = 5
"""Working days after which each acknowledgement is overdue, and staff must have heard of it."""
UNFINISHED = (*WAITING, MessageState.SENDING)
GONE = (MessageState.SENT, MessageState.DELIVERED)

Items = list[dict[str, Any]]


def let_time_pass(stack: PackagedStack) -> None:
    """Hour by hour until nothing is owed, then day by day past the date that everybody was promised."""
    for _ in range(HOURS_TO_SETTLE):
        stack.move_clock(hours=1)
    for _ in range(PAST_THE_PROMISE):
        stack.move_clock(working_days=1)
    # What the last day's notices owe goes in the hour after them.
    stack.move_clock(hours=1)


@dataclass(frozen=True)
class Complaint:
    """A case of the soak, as it is kept."""

    number: str
    address: str
    messages: Items
    events: Items

    @property
    def is_told(self) -> bool:
        """Whether staff were told that the acknowledgement is overdue."""
        return any(e["type"] == "clock.breached" and e["facts"]["clock"] == "ACK" for e in self.events)


def faults_of(stack: PackagedStack, confirmed: Confirmed, said: Counter[str]) -> list[str]:
    """What does not hold; nothing where all does. What is counted on the way goes into `said`.

    Asked of every complaint of the soak, also of those whose client gave up before it was answered.
    """
    complaints = complaints_of(stack)
    states = Counter(message["state"] for each in complaints for message in each.messages)
    said.update({f"messages that are {state}": n for state, n in states.items()})
    said["of those who gave up, have a case"] = len(
        confirmed.given_up & {each.address for each in complaints}
    )
    held = {
        "complaints are lost": lost(complaints, confirmed),
        "complaints are doubled": doubled(complaints),
        "messages have no end": sum(states[state] for state in UNFINISHED),
        "messages failed": states[MessageState.FAILED],
        "clocks were missed": sum(not each.is_told for each in complaints),
        **_mails_against(complaints, stack, said),
        **_gone_through(stack, said),
    }
    return [f"{number} {words}" for words, number in held.items() if number]


def complaints_of(stack: PackagedStack) -> list[Complaint]:
    """Every case of the soak that is there."""
    return [
        Complaint(
            number=pk.removeprefix("CASE#"),
            address=address,
            messages=_bodies(items, "MESSAGE#"),
            events=_bodies(items, "EVENT#"),
        )
        for pk, items in _everything(stack).items()
        for address in [each.get("email", "") for each in _bodies(items, "PARTY#complainant")]
        if address.startswith(OF_THE_SOAK)
    ]


def lost(complaints: list[Complaint], confirmed: Confirmed) -> int:
    """How many were confirmed under a reference that has no case of whoever complained."""
    there = {(each.address, each.number) for each in complaints}
    told = ((address, each.rpartition("/")[2]) for address, each in confirmed.references.items())
    return sum(each not in there for each in told)


def doubled(complaints: list[Complaint]) -> int:
    """Cases beyond the first of one person: each address complained once, however often it pressed."""
    return sum(n - 1 for n in Counter(each.address for each in complaints).values())


def _mails_against(
    complaints: list[Complaint], stack: PackagedStack, said: Counter[str]
) -> dict[str, int]:
    """Each mail beside the message that owed it."""
    arrived = Counter(
        about_of(tags["case"][0], tags["message"][0])
        for tags in (tags_of(str(mail.message.get(TAGS, ""))) for mail in stack.mails())
        if "message" in tags
    )
    owed = {
        SentAbout(CaseNumber(each.number), message["key"]): message["state"]
        for each in complaints
        for message in each.messages
    }
    said["mails of the soak that arrived"] = sum(arrived[key] for key in owed)
    return {
        "mails went twice": sum(arrived[key] > 1 for key in owed),
        "mails that are sent did not arrive": sum(
            state in GONE and not arrived[key] for key, state in owed.items()
        ),
        "mails arrived that nobody owed": sum(
            state not in GONE and state != MessageState.UNPROVEN and bool(arrived[key])
            for key, state in owed.items()
        ),
    }


def _gone_through(stack: PackagedStack, said: Counter[str]) -> dict[str, int]:
    """What the sweep and the verification find, which see the demonstration's cases too."""
    failed, more_to_do = 0, True
    while more_to_do:
        swept = stack.call("Sweep")
        failed, more_to_do = failed + swept["failed"], swept["more_to_do"]
        said["cases that the sweep put right afterwards"] += swept["repaired"]
    verified = stack.call("VerifyChains")
    said["histories that were verified"] = verified["checked"]
    return {
        "cases cannot be looked over": failed,
        "histories are broken": verified["broken"] + verified["gone"],
    }


def _everything(stack: PackagedStack) -> dict[str, Items]:
    pages = stack.client("dynamodb").get_paginator("scan").paginate(TableName=stack.table)
    found: dict[str, Items] = {}
    for page in pages:
        for item in page["Items"]:
            plain = {name: next(iter(value.values())) for name, value in item.items()}
            if plain["pk"].startswith("CASE#"):
                found.setdefault(plain["pk"], []).append(plain)
    return found


def _bodies(items: Items, sk: str) -> Items:
    return [json.loads(item["body"]) for item in items if item["sk"].startswith(sk)]

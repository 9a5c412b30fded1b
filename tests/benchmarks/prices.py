"""What AWS bills for what a meter counted: list prices of US East, in dollars, without any free tier.

They are the ones that AWS publishes for that region (DynamoDB on demand since November 2024); London
costs about a fifth more for the table and the logs, and the same for mail, gateway and functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from tests.benchmarks.meter import Used

MILLION, THOUSAND, GIGABYTE = 10**6, 10**3, 10**9
MAIL: Final = 0.10 / THOUSAND
UNIT_READ, UNIT_WRITTEN = 0.125 / MILLION, 0.625 / MILLION
NOTICE = 0.50 / MILLION
GATEWAY_REQUEST, FIREWALL_REQUEST = 3.50 / MILLION, 0.60 / MILLION
RUN, GIGABYTE_SECOND = 0.20 / MILLION, 0.0000166667
LOGGED_BYTE, SENT_BYTE = 0.50 / GIGABYTE, 0.09 / GIGABYTE
OF_OBJECTS: Mapping[str, float] = {
    "PutObject": 5.0 / MILLION,
    "CopyObject": 5.0 / MILLION,
    "ListObjectsV2": 5.0 / MILLION,
    "GetObject": 0.4 / MILLION,
    "HeadObject": 0.4 / MILLION,
    "GetSecretValue": 5.0 / MILLION,
}

GIGABYTES_OF_A_WHOLE_PROCESSOR = 1.769
"""With so much memory a function has one processor; with less it has its part, and takes longer."""
GIGABYTES = {"APIHandler": 1.792, "OnChange": 0.512, "OnMailFeedback": 0.512, "Tick": 0.512}
SECONDS_OF_A_CALL = 0.006
"""What a call to AWS takes inside its network: assumed, for nothing here meets AWS."""


def dollars(used: Iterable[Used]) -> Mapping[str, float]:
    """What so much use costs, by what it is for."""
    total = list(used)
    return {
        "mails": sum(each.mails for each in total) * MAIL,
        "table, written": sum(each.written for each in total) * UNIT_WRITTEN,
        "table, read": sum(each.read for each in total) * UNIT_READ,
        "gateway and firewall": sum(each.runs["APIHandler"] for each in total)
        * (GATEWAY_REQUEST + FIREWALL_REQUEST),
        "functions": sum(map(_functions, total)),
        "files, secrets, notices of mails": sum(map(_objects, total)),
        "pages sent": sum(each.bytes_out for each in total) * SENT_BYTE,
        "logs": sum(each.bytes_logged for each in total) * LOGGED_BYTE,
    }


def _functions(used: Used) -> float:
    return sum(
        runs * RUN + _gigabyte_seconds(used, function) * GIGABYTE_SECOND
        for function, runs in used.runs.items()
    )


def _gigabyte_seconds(used: Used, function: str) -> float:
    """Work costs the same with any memory up to a whole processor; waiting costs what is held."""
    memory = GIGABYTES[function]
    work = used.seconds[function] * max(memory, GIGABYTES_OF_A_WHOLE_PROCESSOR)
    return work + used.waits[function] * SECONDS_OF_A_CALL * memory


def _objects(used: Used) -> float:
    objects = sum(used.calls[name] * price for name, price in OF_OBJECTS.items())
    return objects + used.runs["OnMailFeedback"] * NOTICE

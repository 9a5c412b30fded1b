"""One path of the gateway for every command, where each command has a route of its own.

API Gateway takes 300 resources in an API until AWS is asked for more, and each command would need
three. So the package tells the gateway of `{command}` once (`infra/package/few_paths.py`), and what
comes in by it is led to the command's own route here.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

COMMAND = "{command}"
"""The last part of the path that stands for all commands of a place."""

Event = dict[str, Any]
"""What API Gateway hands to its function, as Lambda's proxy integration has it."""


def asked_for(event: Event) -> str:
    """The path that the gateway led an event by; empty where it is none of the gateway's."""
    return str(event.get("requestContext", {}).get("resourcePath", ""))


def led_to_its_route(event: Event, routes: Container[str]) -> Event:
    """The event as if the gateway knew the command's own path; as it came where there is none."""
    asked = asked_for(event)
    if not asked.endswith(f"/{COMMAND}"):
        return event
    values = dict(event["pathParameters"])
    path = asked.removesuffix(COMMAND) + values.pop("command")
    if path not in routes or path == asked:
        return event
    context = {**event["requestContext"], "resourcePath": path}
    return {**event, "resource": path, "pathParameters": values, "requestContext": context}

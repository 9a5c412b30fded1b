"""The gateway is told of one path where Chalice tells it of a path for each command."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.gateway_paths import COMMAND

Paths = Mapping[str, Mapping[str, Any]]


def few_paths(template: dict[str, Any]) -> dict[str, Any]:
    """The template without the paths that `{command}` beside them stands for: an API of AWS holds 300
    resources until somebody asks for more, and waits for the answer.
    """
    body = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    paths = body["paths"]
    body["paths"] = {path: how for path, how in paths.items() if not _is_covered(path, paths)}
    return template


def _is_covered(path: str, paths: Paths) -> bool:
    """Whether the gateway does with it just what it does with `{command}`, and nothing lies below."""
    place, _, name = path.rpartition("/")
    stands_for = paths.get(f"{place}/{COMMAND}")
    if stands_for is None or name == COMMAND or any(other.startswith(f"{path}/") for other in paths):
        return False
    return _taken(paths[path]) == _taken(stands_for)


def _taken(how: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the gateway takes at a path: its methods, and the kinds of content."""
    return {method: each.get("consumes") for method, each in how.items() if method != "parameters"}


def resources(paths: Paths) -> set[str]:
    """What the gateway makes of paths: a resource for each part of each of them."""
    return {path for each in paths for path in _upwards(each)}


def _upwards(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]

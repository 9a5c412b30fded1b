"""Say which module each path leads to, so that a function loads the doors that it needs:

python -m chalicelib.entry.compiling OUT_DIR
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from chalice.app import Chalice

from chalicelib.entry import MODULES, PLACES, doors_of


def modules_by_path() -> Mapping[str, list[str]]:
    """For each path the modules that have a door at it, mostly one. Once in a process: Chalice takes
    what it needs out of a blueprint when it hangs it.
    """
    app = Chalice(app_name="places")
    places: dict[str, list[str]] = {}
    for module in MODULES:
        before = _doors(app)
        app.register_blueprint(doors_of(module))
        for path in {path for path, _ in _doors(app) - before}:
            places.setdefault(path, []).append(module)
    return dict(sorted(places.items()))


def _doors(app: Chalice) -> set[tuple[str, str]]:
    return {(path, method) for path, methods in app.routes.items() for method in methods}


if __name__ == "__main__":
    (Path(sys.argv[1]) / PLACES.name).write_text(json.dumps(modules_by_path(), separators=(",", ":")))

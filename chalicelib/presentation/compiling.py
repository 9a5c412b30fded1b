"""Compile every template to Python, so that a cold start reads none:

python -m chalicelib.presentation.compiling OUT_DIR
"""

from __future__ import annotations

import sys
from pathlib import Path

from chalicelib.presentation.pages import new_environment, sources


def compile_templates(out: Path) -> int:
    """Write one module for each template into `out`; how many there are.

    Raises: jinja2.TemplateSyntaxError, so that a broken template breaks the build and not a page.
    """
    environment = new_environment(sources())
    environment.compile_templates(out, zip=None, ignore_errors=False)
    return len(environment.list_templates())


if __name__ == "__main__":
    sys.stdout.write(f"{compile_templates(Path(sys.argv[1]))} templates compiled\n")

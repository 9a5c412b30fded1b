"""Read every policy file, so that a cold start parses none:

python -m chalicelib.adapters.compiling OUT_DIR
"""

from __future__ import annotations

import sys
from pathlib import Path

from chalicelib.adapters.policy_files import FILES, everything_in
from chalicelib.adapters.read_ahead import keep_ahead


def read_policies(out: Path) -> None:
    """Write what the files say into `out`. Raises: ValueError: a broken file breaks the build."""
    for name, value in everything_in(FILES):
        keep_ahead(out, name, value)


if __name__ == "__main__":
    read_policies(Path(sys.argv[1]))

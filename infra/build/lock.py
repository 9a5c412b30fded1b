"""Lock the newest versions that requirements*.in allow, with hashes and without addresses.

python -m infra.build.lock [--upgrade]
"""

import shutil
import subprocess
import sys
from pathlib import Path

from infra.steps import Refusal, run_politely, step

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = (
    *("--quiet", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"),
)


def main() -> None:
    uv = shutil.which("uv")
    if not uv:
        raise Refusal("Locking needs uv: install it with `pip install uv`.")
    # The package first: the development lock is held to its versions.
    for name in ("requirements", "requirements-press", "requirements-dev", "infra/scan/wapiti"):
        with step(f"Locking {name}.txt"):
            command = [uv, "pip", "compile", *OPTIONS, *sys.argv[1:], f"{name}.in", "-o", f"{name}.txt"]
            subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    run_politely(main)

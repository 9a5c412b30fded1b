"""Make .venv from the lock, once per lock.

Runs on the machine's own Python before anything is installed: standard library only, and no syntax
that an older Python could not read, so that it can say what is wrong instead of failing to parse.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements-dev.txt"
ENVIRONMENT = ROOT / ".venv"
MARK = ENVIRONMENT / "made-from"
SUPPORTED = (3, 11)


def main() -> None:
    _refuse_another_python()
    if not _up_to_date():
        _make()


def _refuse_another_python() -> None:
    # The Lambda runtime is the Python that packages: one minor version, everywhere.
    if sys.version_info[:2] != SUPPORTED:
        have = "{}.{}".format(*sys.version_info[:2])
        sys.exit(
            "Candour needs Python {}.{}, and this is {}: install it, or name it with "
            "`make PYTHON=/path/to/python3.11 …`.".format(SUPPORTED[0], SUPPORTED[1], have)
        )


def _wanted() -> str:
    """What the environment must have been made from; a moved folder breaks its scripts."""
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return "{} {} {}\n".format(sys.version.split()[0], lock, ENVIRONMENT)


def _up_to_date() -> bool:
    return MARK.exists() and MARK.read_text() == _wanted()


def _make() -> None:
    began = time.monotonic()
    print(
        "  Python environment: installing the locked packages into .venv (about a minute, once) …",
        flush=True,
    )
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    _run([sys.executable, "-m", "venv", str(ENVIRONMENT)], "the virtual environment could not be made")
    pip = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    _run(
        [*pip, "install", "--require-hashes", "--no-deps", "--no-compile", "-r", str(LOCK)],
        "the locked packages could not be installed",
    )
    _compile_on_all_processors()
    MARK.write_text(_wanted())
    print("  Python environment: ready after {:.0f} s".format(time.monotonic() - began), flush=True)


def _compile_on_all_processors() -> None:
    """What pip does with one; what is for another Python does not compile, and nobody reads it."""
    compiler = [str(ENVIRONMENT / "bin" / "python"), "-m", "compileall", "-qq", "-j", "0"]
    subprocess.run(
        [*compiler, str(ENVIRONMENT / "lib")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def _run(command: "list[str]", trouble: str) -> None:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, env=clean, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        sys.exit(
            "{}\nPython environment: {}; the reason is above.".format(done.stdout[-4000:], trouble)
        )


if __name__ == "__main__":
    main()

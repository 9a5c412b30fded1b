"""The libraries of the package: exactly the lock, for the machine they will run on, without ballast."""

import hashlib
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from infra.package.compiled import compile_tree
from infra.steps import Refusal, step

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "requirements.txt"
PRESS = ROOT / "requirements-press.txt"
CACHE = ROOT / "build" / "dependencies"

# What Lambda's python3.11 can load: Amazon Linux 2 has glibc 2.26.
LAMBDA_PLATFORMS = ("manylinux_2_26_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64")

# botocore describes some 400 services in 27 MB. These are the ones that a function may call; another
# one is refused at its first client, in every test on the package.
CALLED_SERVICES = frozenset(
    {"cognito-idp", "dynamodb", "kms", "lambda", "s3", "secretsmanager", "ses", "sns", "sqs", "sts"}
)

BALLAST_FOLDERS = frozenset({"__pycache__", "tests", "test", "examples", "bin"})
BALLAST_KINDS = frozenset({".pyi", ".pyx", ".pxd", ".c", ".h"})


def dependencies(lock: Path, *, for_this_machine: bool) -> Path:
    """A folder with the libraries of a lock; made once per lock, and kept.

    AWS gets wheels for Lambda. A local stage gets those of this machine, which may be another kind.
    """
    kind = f"{sys.platform}-{platform.machine()}" if for_this_machine else "lambda-x86_64"
    folder = CACHE / f"{kind}-{_made_from(lock)}"
    if not folder.exists():
        with step(f"Fetching the libraries of {lock.name} ({kind})"):
            draft = folder.with_name(f".{folder.name}")
            shutil.rmtree(draft, ignore_errors=True)
            _install(lock, draft, [] if for_this_machine else _lambda_options())
            _drop_ballast(draft)
            compile_tree(draft)
            draft.rename(folder)
    return folder


def _made_from(lock: Path) -> str:
    how = (Path(__file__), Path(__file__).with_name("compiled.py"))
    parts = lock.read_bytes() + b"".join(path.read_bytes() for path in how)
    return hashlib.sha256(parts).hexdigest()[:16]


def _lambda_options() -> list[str]:
    platforms = [option for name in LAMBDA_PLATFORMS for option in ("--platform", name)]
    return [*platforms, "--implementation", "cp", "--python-version", "3.11"]


def _install(lock: Path, folder: Path, options: list[str]) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    strictly = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-compile"]
    command = [*pip, *strictly, *options, "--target", str(folder), "-r", str(lock)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        said = done.stderr[-2000:]
        raise Refusal(
            f"{said}\nThe libraries of the package could not be fetched; the reason is above."
        )


def _drop_ballast(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and path.name in BALLAST_FOLDERS:
            shutil.rmtree(path)
        elif path.suffix in BALLAST_KINDS:
            path.unlink()
    for service in (folder / "botocore" / "data").glob("*"):
        if service.is_dir() and service.name not in CALLED_SERVICES:
            shutil.rmtree(service)

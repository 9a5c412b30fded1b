"""Make build/package/STAGE: sam.json, deployment.zip and press.zip, as they go to AWS."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.build.catalogues import make_catalogues
from infra.build.styles import make_styles
from infra.package.archive import write_archive
from infra.package.compiled import ALWAYS_ALIKE, compile_tree
from infra.package.dependencies import APP, dependencies
from infra.package.layer import press_layer
from infra.package.template import chalice_package
from infra.steps import Refusal, step

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
STAGES = ("local", "dev", "test", "live")
SUPPORTED = (3, 11)

# Everything that the package is made from: when none of it changed, neither did the package.
SOURCES = (
    "app.py",
    "chalicelib",
    ".chalice",
    "requirements.txt",
    "requirements-press.txt",
    "infra/alarms.yaml",
    "infra/edge.yaml",
    "infra/functions.yaml",
    "infra/resources.yaml",
    "infra/scanner.yaml",
    "infra/build",
    "infra/package",
)
GENERATED = frozenset({"__pycache__", "deployments", "deployed"})

# Where the pages look for compiled templates before they read any, and the app for policies.
COMPILED_TEMPLATES = "chalicelib/compiled_templates"
READ_AHEAD = "chalicelib/read_ahead"
ENTRY = "chalicelib/entry"


@dataclass(frozen=True)
class Package:
    """The files that CloudFormation needs: the template, the code of all functions, and the layer that
    only the function that sets letters has.
    """

    template: Path
    archive: Path
    layer: Path

    def placed(self, place_of: Callable[[Path], Mapping[str, str]]) -> dict[str, Any]:
        """The template with its code where it was put: `place_of` puts a file and names the place."""
        template: dict[str, Any] = json.loads(self.template.read_text("utf-8"))
        made_of = {
            "AWS::Serverless::Function": ("CodeUri", place_of(self.archive)),
            "AWS::Serverless::LayerVersion": ("ContentUri", place_of(self.layer)),
        }
        for resource in template["Resources"].values():
            if resource["Type"] in made_of:
                name, place = made_of[resource["Type"]]
                resource["Properties"][name] = dict(place)
        return template


def make_package(stage: str) -> Package:
    """Make the package of a stage, unless it is there and nothing that it is made from has changed."""
    _refuse_another_python()
    if stage not in STAGES:
        raise Refusal(f"There is no stage {stage!r}: say one of {', '.join(STAGES)}.")
    folder = BUILD / "package" / stage
    package = Package(folder / "sam.json", folder / "deployment.zip", folder / "press.zip")
    mark = folder / "made-from"
    with _alone():
        make_styles()
        make_catalogues()
        if not mark.exists() or mark.read_text() != _made_from():
            local = stage == "local"
            libraries = dependencies(APP, for_this_machine=local)
            layer = press_layer(for_this_machine=local)
            with step(f"Packaging the app for {stage}"):
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir(parents=True)
                _assemble(stage, folder, libraries, package)
                shutil.copy(layer, package.layer)
                mark.write_text(_made_from())
    return package


@contextmanager
def _alone() -> Iterator[None]:
    """Tests package in several processes at once: one makes the package, the others find it made."""
    BUILD.mkdir(exist_ok=True)
    with open(BUILD / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _assemble(stage: str, folder: Path, libraries: Path, package: Package) -> None:
    app = BUILD / "app" / stage
    _copy_app(app)
    chalice_package(app, stage, folder)
    # Chalice's own zip holds the app and its runtime; ours adds the libraries and compiled files.
    unpacked = BUILD / "unpacked" / stage
    shutil.rmtree(unpacked, ignore_errors=True)
    with zipfile.ZipFile(package.archive) as made_by_chalice:
        made_by_chalice.extractall(unpacked)
    # Read no template at a cold start: the design system's take longer than all else in it.
    _compile("chalicelib.presentation.compiling", unpacked / COMPILED_TEMPLATES)
    _compile("chalicelib.adapters.compiling", unpacked / READ_AHEAD)
    _compile("chalicelib.entry.compiling", unpacked / ENTRY)
    compile_tree(unpacked)
    _compile("infra.package.late_imports", unpacked / "chalicelib")
    write_archive(package.archive, [libraries, unpacked])


def _copy_app(app: Path) -> None:
    shutil.rmtree(app, ignore_errors=True)
    generated = shutil.ignore_patterns(*GENERATED)
    shutil.copytree(ROOT / "chalicelib", app / "chalicelib", ignore=generated)
    shutil.copytree(ROOT / ".chalice", app / ".chalice", ignore=generated)
    shutil.copy(ROOT / "app.py", app)
    # Empty on purpose: Chalice would fetch the libraries again, each time, and without their hashes.
    (app / "requirements.txt").write_text("")


def _compile(module: str, target: Path) -> None:
    """Let a module write what a cold start then need not find out."""
    # In a process of its own: it imports the app, which here would stay in memory.
    target.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", module, str(target)],
        cwd=ROOT,
        env={**os.environ, **ALWAYS_ALIKE},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        said = done.stderr[-2000:]
        raise Refusal(f"{said}\n{module} could not do its part of the package; the reason is above.")


def _refuse_another_python() -> None:
    if sys.version_info[:2] != SUPPORTED:
        have = "{}.{}".format(*sys.version_info[:2])
        raise Refusal(
            f"The functions run on Python 3.11, and this is {have}: package with Python 3.11."
        )


def _made_from() -> str:
    digest = hashlib.sha256()
    for path in _source_files():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _source_files() -> list[Path]:
    files = []
    for source in SOURCES:
        path = ROOT / source
        files += [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sorted(file for file in files if not GENERATED & set(file.parts))

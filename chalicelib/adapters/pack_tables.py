"""The files of a policy pack as TOML, before anything is believed of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from chalicelib.adapters.policy_packs import Tables
from chalicelib.domain.errors import PolicyUnknown
from chalicelib.domain.policy import PolicyRef

PACK_FILES = ("policy", "roles", "subjects", "contacts")


def tables_of(files: Path, ref: PolicyRef) -> Tables:
    """The files of a pack as they stand. Raises: PolicyUnknown."""
    folder = files / ref.code / ref.version
    return {name: read_toml(folder / f"{name}.toml") for name in PACK_FILES}


def read_toml(path: Path) -> dict[str, Any]:
    """A file as it stands. Raises: PolicyUnknown, where there is none; TOMLDecodeError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PolicyUnknown(f"There is no {path.parent.name}/{path.name} here") from None

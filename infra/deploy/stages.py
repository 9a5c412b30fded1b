"""The stages in AWS: how each is protected, and what whoever runs it says in stages/<stage>.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.steps import Refusal

FOLDER = Path(__file__).resolve().parents[2] / "stages"
ASKED = frozenset(
    {"MailFrom", "TextFrom", "MailIn", "AlarmMail", "MonthlyBudget", "Domain", "CertificateArn"}
)
"""What only whoever runs it can know. All else of the template's parameters is decided here."""


@dataclass(frozen=True)
class Stage:
    """One deployment: its stack's name, its region, its protection and its parameters."""

    name: str
    region: str
    protected: bool
    firewall: bool
    traced: bool
    parameters: Mapping[str, str]

    @property
    def stack(self) -> str:
        return f"candour-{self.name}"

    @property
    def settled(self) -> dict[str, str]:
        """Every parameter but the address, which only the first deployment tells."""
        decided = {
            "Protected": _word(self.protected),
            "Firewall": _word(self.firewall),
            "Traced": _word(self.traced),
        }
        return {**self.parameters, **decided}


PROTECTION: Mapping[str, tuple[bool, bool]] = {
    "dev": (False, False),
    "test": (True, True),
    "live": (True, True),
}
"""By stage: whether it refuses to be destroyed, and whether a firewall stands before it. `test` has
what `live` has: what is not tried there is tried on patients.
"""
TRACED = frozenset({"dev", "test"})
"""The stages whose functions X-Ray is told of. `live` while somebody looks for what is slow: it
costs as much as a quarter of all else that a complaint costs (docs/decisions/0108).
"""


def read_stage(name: str, folder: Path = FOLDER) -> Stage:
    """The stage as its file says. Raises: Refusal, with what to do."""
    if name not in PROTECTION:
        raise Refusal(f"There is no stage {name!r} in AWS: say one of {', '.join(PROTECTION)}.")
    said = _read(folder / f"{name}.toml")
    parameters = {key: str(value) for key, value in said.pop("parameters", {}).items()}
    _refuse_unknown(set(said), {"region", "protected", "firewall", "traced"})
    _refuse_unknown(set(parameters), ASKED)
    if not parameters.get("MailFrom"):
        raise Refusal("The file of the stage must say MailFrom: the address that all mail comes from.")
    protected, firewall = PROTECTION[name]
    return Stage(
        name=name,
        region=said.get("region", "eu-west-2"),
        protected=said.get("protected", protected),
        firewall=said.get("firewall", firewall),
        traced=said.get("traced", name in TRACED),
        parameters=parameters,
    )


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise Refusal(
            f"There is no {file.parent.name}/{file.name}: copy example.toml beside it, and fill it in."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"{file.name} cannot be read: {error}") from None


def _refuse_unknown(said: set[str], known: set[str] | frozenset[str]) -> None:
    if said - known:
        named = ", ".join(sorted(said - known))
        raise Refusal(f"The file of the stage says what nothing reads: {named}. Is it misspelt?")


def _word(value: bool) -> str:
    return "true" if value else "false"

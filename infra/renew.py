"""Renew one of the two secrets of a stage, while everybody works on.

    python -m infra.renew [STAGE] session | identity

A new word goes in front: it signs, or makes fingerprints, from then on. Of the secret that signs forms
the word before stays and is accepted; run twice, the first one is worth nothing any more. Of the secret
of fingerprints all words stay, because people are found by them (docs/decisions/0069).
"""

from __future__ import annotations

import sys
from typing import Any

import boto3

from infra.operated import operated
from infra.steps import Refusal, run_politely

LENGTH = 64
KEPT = {"session": 2, "identity": 100}
"""How many words of each stay."""
THEN = {
    "session": (
        "The new word signs; forms that are open go on with the word before it. If somebody knows that "
        "one, wait an hour and run this again. An address of a calendar ends with its word."
    ),
    "identity": (
        "Within an hour every function makes fingerprints by the new word. Then run make fingerprints, "
        "which brings everybody under it."
    ),
}


def main() -> None:
    """Renew it, and say what follows."""
    stage, which = _read(sys.argv[1:])
    settings = operated(stage).settings
    secret = {"session": settings.session_secret_id, "identity": settings.identity_secret_id}[which]
    renew(secret, boto3.client("secretsmanager"), kept=KEPT[which])
    print(THEN[which])


def renew(secret_id: str, secrets: Any, *, kept: int) -> None:
    """Put a new word in front, drawn by the store of secrets itself. Nothing of it is printed."""
    words = secrets.get_secret_value(SecretId=secret_id)["SecretString"].split()
    drawn = secrets.get_random_password(PasswordLength=LENGTH, ExcludePunctuation=True)
    renewed = [drawn["RandomPassword"], *words][:kept]
    secrets.put_secret_value(SecretId=secret_id, SecretString=" ".join(renewed))


def _read(said: list[str]) -> tuple[str, str]:
    """The stage, empty where none is named, and the secret.

    >>> _read(["live", "session"]), _read(["identity"])
    (('live', 'session'), ('', 'identity'))
    """
    if not said or said[-1] not in KEPT or len(said) > 2:
        raise Refusal("Say which secret: make renew SECRET=session, or make renew SECRET=identity.")
    return (said[0] if len(said) == 2 else "", said[-1])


if __name__ == "__main__":
    run_politely(main)

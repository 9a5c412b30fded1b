"""Notice when somebody saves a source file."""

from collections.abc import Sequence
from pathlib import Path

KINDS = frozenset({".py", ".html", ".jinja", ".toml", ".po", ".css", ".js", ".typ"})


class Sources:
    """The source files below some folders, as they were when last asked about."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._seen = self._times()

    def changed(self) -> bool:
        """Whether a file was saved, added or removed since the last time of asking."""
        before, self._seen = self._seen, self._times()
        return before != self._seen

    def _times(self) -> dict[Path, float]:
        found: dict[Path, float] = {}
        for folder in self._folders:
            for path in folder.rglob("*"):
                if path.suffix in KINDS:
                    # An editor may replace a file while we look.
                    found[path] = path.stat().st_mtime if path.exists() else 0.0
        return found

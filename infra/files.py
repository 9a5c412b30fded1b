"""Files that are either old or new, never half."""

import os
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write so that a reader, or a hard kill at any moment, finds the old content or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    data = content.encode() if isinstance(content, str) else content
    with open(draft, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)

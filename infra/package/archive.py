"""A zip that is the same whenever its content is the same."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

# The earliest date that a zip can hold: any fixed one would do.
ALWAYS = (1980, 1, 1, 0, 0, 0)
READABLE_BY_ALL = 0o644 << 16


def write_archive(archive: Path, folders: Iterable[Path], *, below: str = "") -> None:
    """Put everything below the folders into one zip, each name after `below`; a later folder wins."""
    files = {
        below + str(path.relative_to(folder)): path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }
    draft = archive.with_suffix(".draft")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as bundle:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = READABLE_BY_ALL
            bundle.writestr(entry, files[name].read_bytes())
    draft.replace(archive)

"""The layer of the one function that sets letters as PDF: its library weighs more than all the others.

Lambda puts what stands below `python/` of a layer on the path of the functions that name the layer.
"""

from pathlib import Path

from infra.package.archive import write_archive
from infra.package.dependencies import PRESS, dependencies
from infra.steps import step


def press_layer(*, for_this_machine: bool) -> Path:
    """The zip of the layer; made once per lock, and kept, for to pack it takes as long as all else."""
    libraries = dependencies(PRESS, for_this_machine=for_this_machine)
    made = libraries.with_suffix(".zip")
    if not made.exists():
        with step("Packing the layer of the press"):
            write_archive(made, [libraries], below="python/")
    return made

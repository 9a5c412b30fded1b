"""python -m infra.local run | stack | reset"""

import shutil
import sys

from infra.local.place import LOCAL, place_of_run, place_of_stack
from infra.steps import Refusal, run_politely


def main() -> None:
    match sys.argv[1:]:
        case ["run"]:
            from infra.local.run import run

            run(place_of_run())
        case ["stack"]:
            from infra.local.packaged import run_packaged

            run_packaged(place_of_stack())
        case ["reset"]:
            reset()
        case _:
            raise Refusal(f"Say one of: {__doc__}")


def reset() -> None:
    """Forget all local data. Raises: Refusal, while a stack is running on it."""
    from infra.local.supervisor import own_folder

    for place in (place_of_run(), place_of_stack()):
        if place.folder.exists():
            with own_folder(place):
                shutil.rmtree(place.folder)
    shutil.rmtree(LOCAL, ignore_errors=True)
    print("All local data is forgotten.")


if __name__ == "__main__":
    run_politely(main)

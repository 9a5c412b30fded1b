"""Say what is being done, how long it took, and, if it cannot be done, why: in one sentence."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Refusal(Exception):
    """We cannot go on, and the message is the one sentence that a person needs to read."""


@contextmanager
def step(doing: str) -> Iterator[None]:
    """Print one line for a piece of work: what, and when it is done, how long it took."""
    print(f"  {doing} … ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("", flush=True)
        raise
    print(f"{time.monotonic() - began:.1f} s", flush=True)


def run_politely(main: Callable[[], None]) -> None:
    """Run a command line: a refusal becomes its sentence, Ctrl-C a quiet end."""
    try:
        main()
    except Refusal as refusal:
        sys.exit(f"\n{refusal}")
    except KeyboardInterrupt:
        sys.exit(130)

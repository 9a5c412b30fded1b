"""What the demo data needs to know of the stack that it fills."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class DemoContext:
    """`environment` holds the settings of the functions and the way to the emulator.

    The process that seeds has them in os.environ as well, so that the app's own wiring works.
    """

    environment: Mapping[str, str]
    user_pool_id: str
    table_name: str

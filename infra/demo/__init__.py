"""What a stranger finds in a local stack: staff who can sign in, and cases to look at."""

from infra.demo.context import DemoContext
from infra.demo.staff import make_staff

__all__ = ["DemoContext", "seed"]


def seed(context: DemoContext) -> None:
    """Fill an empty local stack, once. Goes through the use cases, as people would."""
    make_staff(context)

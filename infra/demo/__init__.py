"""What a stranger finds in a local stack: staff who can sign in, and cases to look at."""

from infra.demo.context import DemoContext
from infra.demo.staff import enrol_staff, make_staff

__all__ = ["DemoContext", "seed"]


def seed(context: DemoContext) -> None:
    """Fill an empty local stack, once. Goes through the use cases, as people would."""
    # Late: the app's wiring reads the settings that the caller has put into the environment.
    from infra.demo.cases import make_cases

    make_staff(context)
    enrol_staff(context)
    make_cases()

from chalice.app import Blueprint, Rate

doors = Blueprint(__name__)


@doors.schedule(Rate(1, unit=Rate.MINUTES), name="tick")
def tick(event: object) -> None:
    print("tick")

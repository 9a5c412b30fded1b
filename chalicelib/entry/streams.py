from chalice.app import Blueprint

doors = Blueprint(__name__)


@doors.lambda_function(name="on_change")
def on_change(event: dict[str, object], context: object) -> dict[str, list[object]]:
    print("changed")
    return {"batchItemFailures": []}

from chalice.app import Blueprint, Response

doors = Blueprint(__name__)


@doors.route("/", methods=["GET"])
def home() -> Response:
    return Response("<h1>Candour</h1>", headers={"Content-Type": "text/html; charset=utf-8"})

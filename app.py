"""The one Chalice object. Doors are blueprints; this file only hangs them."""

from typing import Any

from chalice.app import Chalice

from chalicelib.entry import BLUEPRINTS
from chalicelib.gateway_paths import Event, led_to_its_route


class Candour(Chalice):
    """Chalice's own, for a gateway that knows one path for every command."""

    def __call__(self, event: Event, context: object) -> Any:
        """What Lambda calls."""
        return super().__call__(led_to_its_route(event, self.routes), context)


app = Candour(app_name="candour")
for blueprint in BLUEPRINTS:
    app.register_blueprint(blueprint)

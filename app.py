"""The one Chalice object. Doors are blueprints; this file only hangs them."""

from typing import Any

from chalice.app import Chalice

from chalicelib import entry
from chalicelib.gateway_paths import Event, asked_for, led_to_its_route


class Candour(Chalice):
    """Chalice's own, for a gateway that knows one path for every command. In AWS it hangs the doors of
    a module when somebody first knocks on one of them: a cold start loads no others.
    """

    def __init__(self) -> None:
        super().__init__(app_name="candour")
        self._places = entry.places()
        self._hung: set[str] = set()
        if not self._places:
            self.hang(*entry.MODULES)

    def hang(self, *modules: str) -> None:
        """Hang the doors of these modules that do not hang yet."""
        for module in modules:
            if module not in self._hung:
                self.register_blueprint(entry.doors_of(module))
                self._hung.add(module)

    def __call__(self, event: Event, context: object) -> Any:
        """What Lambda calls."""
        led = led_to_its_route(event, self._places or self.routes)
        self.hang(*self._places.get(asked_for(led), ()))
        return super().__call__(led, context)


app = Candour()

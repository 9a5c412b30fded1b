"""The one Chalice object. Doors are blueprints; this file only hangs them."""

from chalice.app import Chalice

from chalicelib.entry import BLUEPRINTS

app = Chalice(app_name="candour")
for blueprint in BLUEPRINTS:
    app.register_blueprint(blueprint)

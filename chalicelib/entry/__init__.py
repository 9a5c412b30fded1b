"""The doors: everything that a person, a clock or a stream can knock on."""

from chalicelib.entry import public_pages, schedules, streams

BLUEPRINTS = (public_pages.doors, schedules.doors, streams.doors)

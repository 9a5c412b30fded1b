"""The doors: everything that a person, a clock or a stream can knock on."""

from chalicelib.entry import public_pages, schedules, streams
from chalicelib.entry.staff import case, contact, sign_in, worklist

BLUEPRINTS = (
    public_pages.doors,
    sign_in.doors,
    worklist.doors,
    contact.doors,
    case.doors,
    schedules.doors,
    streams.doors,
)

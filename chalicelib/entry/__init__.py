"""The doors: everything that a person, a clock or a stream can knock on."""

from chalicelib.entry import (
    api,
    commands,
    complaint_form,
    follow,
    followed,
    public_pages,
    schedules,
    static_files,
    streams,
)
from chalicelib.entry.staff import case, contact, sign_in, worklist

BLUEPRINTS = (
    public_pages.doors,
    complaint_form.doors,
    follow.doors,
    followed.doors,
    static_files.doors,
    sign_in.doors,
    worklist.doors,
    contact.doors,
    case.doors,
    commands.doors,
    api.doors,
    schedules.doors,
    streams.doors,
)

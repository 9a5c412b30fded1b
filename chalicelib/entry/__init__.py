"""The doors: everything that a person, a clock or a stream can knock on."""

from chalicelib.entry import (
    api,
    api_organisation,
    api_settings,
    arranging,
    calendars,
    commands,
    complaint_form,
    follow,
    followed,
    public_pages,
    schedules,
    static_files,
    streams,
)
from chalicelib.entry.staff import (
    case,
    contact,
    my_settings,
    organisation,
    sign_in,
    versions,
    worklist,
)

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
    versions.doors,
    organisation.doors,
    my_settings.doors,
    commands.doors,
    arranging.doors,
    calendars.doors,
    api.doors,
    api_organisation.doors,
    api_settings.doors,
    schedules.doors,
    streams.doors,
)

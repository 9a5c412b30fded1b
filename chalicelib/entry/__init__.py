"""The doors: everything that a person, a clock or a stream can knock on."""

from chalicelib.entry import complaint_form, public_pages, schedules, static_files, streams

BLUEPRINTS = (
    public_pages.doors,
    complaint_form.doors,
    static_files.doors,
    schedules.doors,
    streams.doors,
)

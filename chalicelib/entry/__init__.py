"""The doors: everything that a person, a clock or a stream can knock on."""

from chalicelib.entry import (
    api,
    api_documents,
    commands,
    complaint_files,
    complaint_form,
    files,
    follow,
    followed,
    followed_files,
    public_pages,
    schedules,
    static_files,
    streams,
)
from chalicelib.entry.staff import case, contact, documents, sign_in, worklist

BLUEPRINTS = (
    public_pages.doors,
    complaint_form.doors,
    complaint_files.doors,
    follow.doors,
    followed.doors,
    followed_files.doors,
    static_files.doors,
    sign_in.doors,
    worklist.doors,
    contact.doors,
    case.doors,
    documents.doors,
    commands.doors,
    api.doors,
    api_documents.doors,
    schedules.doors,
    streams.doors,
    files.doors,
)

"""What people and staff read about a file: where it is, what was found in it, and what they can do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.documents.judgement import MEGABYTE, ImagePolicy, Limits, Place
from chalicelib.domain.documents.kinds import DocumentState, Finding, MediaType, Purpose
from chalicelib.domain.documents.reading import Document
from chalicelib.domain.documents.uploads import Upload
from chalicelib.presentation.labels import Tag
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.typed import Choice, Typed

STATES: Mapping[DocumentState, Tag] = {
    DocumentState.AWAITED: Tag(marked("Not sent yet"), "grey"),
    DocumentState.CHECKING: Tag(marked("Being checked"), "blue"),
    DocumentState.SAFE: Tag(marked("Safe"), "green"),
    DocumentState.HELD: Tag(marked("Held until somebody has looked"), "orange"),
    DocumentState.BLOCKED: Tag(marked("Blocked"), "red"),
    DocumentState.DISCARDED: Tag(marked("Deleted"), "grey"),
}

FINDINGS: Mapping[Finding, str] = {
    Finding.MALWARE: marked("It has a virus in it. Do not open it on your own computer"),
    Finding.NOT_CHECKED: marked(
        "We could not check it for viruses. Save it in another way and try again"
    ),
    Finding.EMPTY: marked("There is nothing in it. Choose the file again"),
    Finding.TOO_LARGE: marked("It is too large. Make it smaller, or send it in parts"),
    Finding.TYPE_NOT_TAKEN: marked("We cannot open this kind of file. Send a PDF, Word or text file"),
    Finding.TWO_IN_ONE: marked(
        "There is another file hidden in it. Save it as a new PDF and try again"
    ),
    Finding.UNPACKS_TOO_LARGE: marked(
        "It is far larger than it looks. Save it as a new PDF and try again"
    ),
    Finding.PASSWORD: marked("It has a password. Save it without one and try again"),
    Finding.ACTIVE_CONTENT: marked("It can run a program. Save it as a plain PDF and try again"),
    Finding.DAMAGED: marked("It is broken, or only half of it is here. Try again"),
    Finding.IMAGE_OF_DOCUMENT: marked(
        "It is a photo. A photo of a paper is hard to read. Scan it to a PDF, post us a copy, or bring "
        "it in"
    ),
    Finding.NHS_NUMBER: marked("It shows an NHS number"),
    Finding.DATE_OF_BIRTH: marked("It shows a date of birth"),
    Finding.POSTCODE: marked("It shows a postcode"),
    Finding.PATIENT_NAME: marked("It shows the name of the patient"),
    Finding.IMAGE_TO_ALLOW: marked("It is a photo"),
    Finding.LOCATION: marked("It shows where the photo was taken"),
    Finding.UNREAD: marked("We could not read all of it"),
    Finding.LOCATION_REMOVED: marked("It showed where the photo was taken. We took that out"),
    Finding.NO_TEXT: marked("It is a picture of a page, so nobody has searched its words"),
}
"""What was found, and for a file that is blocked what to do."""

PURPOSES: Mapping[Purpose, str] = {
    Purpose.DOCUMENT: marked("A letter, a form or another document"),
    Purpose.CLINICAL_PHOTOGRAPH: marked("A photo of an injury, a rash or equipment"),
    Purpose.ADJUSTMENT: marked("A photo of a paper, because I cannot send it in another way"),
}


FAULTS: tuple[str, ...] = (
    marked("Say what it is, like “Letter from Dr Example, 3 May”"),
    marked("Say what is in the file, like “Letter from Dr Example, 3 May”. Its name does not say"),
    marked("Use 120 characters or fewer for the name of the file"),
    marked("Leave out NHS numbers, dates of birth and postcodes. Say only what the file is"),
    marked("Say what kind of file it is"),
    marked("We do not take photographs here. Send a PDF, or post us a copy"),
    marked("You have added as many files as we can take here"),
)
"""What the rules say where a file cannot be added, so that it can be said in every language."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file in a list: what it is called, where it is, and what was found in it."""

    id: str
    title: str
    tag: Tag
    found: tuple[str, ...]
    next: str


@dataclass(frozen=True, slots=True)
class FileQuestions:
    """What is asked before somebody chooses a file, and what they are told about it."""

    purposes: tuple[Choice, ...]
    limits: str
    kinds: str
    photos: str
    private: str
    full: str


def file_lines(uploads: Iterable[Upload], just_sent: str, language: Language) -> tuple[FileLine, ...]:
    """The files of a draft that have come. The store may have told nobody yet of the one just sent."""
    came = (
        replace(each, state=DocumentState.CHECKING)
        if each.state is DocumentState.AWAITED and each.id == just_sent
        else each
        for each in uploads
    )
    return tuple(_line(each, language) for each in came if each.state is not DocumentState.AWAITED)


def _line(upload: Upload, language: Language) -> FileLine:
    judged = upload.judgement
    return FileLine(
        id=upload.id,
        title=upload.title,
        tag=tag_of(upload.state, language),
        found=found_in(judged.findings, judged.places, language),
        next=language.said(_NEXT) if upload.state is DocumentState.HELD else "",
    )


def document_line(document: Document, language: Language) -> FileLine:
    """A file that is on its case."""
    return FileLine(
        id=document.id,
        title=document.title,
        tag=tag_of(document.state, language),
        found=found_in(document.findings, document.places, language),
        next=language.said(_NEXT) if document.waits else "",
    )


def being_checked(language: Language) -> FileLine:
    """A file of which the case has not heard yet."""
    title = language.said("Your file")
    return FileLine("", title, tag_of(DocumentState.CHECKING, language), (), "")


_NEXT = marked("One of us looks at it first. You do not need to do anything")


def tag_of(state: DocumentState, language: Language) -> Tag:
    """Where a file is, in a few words."""
    tag = STATES[state]
    return Tag(language.said(tag.text), tag.colour)


def found_in(
    findings: Iterable[Finding], places: Sequence[Place], language: Language
) -> tuple[str, ...]:
    """What was found and where: never what it says."""
    return tuple(_with_place(finding, places, language) for finding in findings)


def _with_place(finding: Finding, places: Sequence[Place], language: Language) -> str:
    words = language.said(FINDINGS[finding])
    pages = [place.page for place in places if place.finding is finding]
    if not pages:
        return words
    if 0 in pages:
        return language.said("{found}, in its title").format(found=words)
    numbers = ", ".join(map(str, pages))
    return language.said("{found}, on page {pages}").format(found=words, pages=numbers)


def questions(limits: Limits, typed: Typed, room: int, language: Language) -> FileQuestions:
    """What the page asks. `room` is how many files may still be added."""
    _ = language.said
    chosen = typed.value("purpose") or Purpose.DOCUMENT
    no_photos = limits.images is ImagePolicy.DENY
    offered = [Purpose.DOCUMENT] if no_photos else list(Purpose)
    return FileQuestions(
        purposes=tuple(Choice(each, _(PURPOSES[each]), each == chosen) for each in offered),
        limits=_("Each file can have up to {size} MB.").format(size=limits.largest // MEGABYTE),
        kinds=_("You can send PDF, Word, OpenDocument and text files."),
        photos=_("We do not take photos.")
        if no_photos
        else _("Send a photo only to show what a letter cannot. Somebody looks at each photo first."),
        private=_(
            "Please cover the names, NHS numbers, dates of birth and addresses of other people, "
            "unless we have asked for them."
        ),
        full="" if room > 0 else _("You have added as many files as we can take here"),
    )


def size_in_words(size: int, language: Language) -> str:
    """A size as people read it."""
    if size < MEGABYTE:
        return language.said("{size} kB").format(size=max(1, round(size / 1000)))
    return language.said("{size} MB").format(size=round(size / MEGABYTE, 1))


KINDS: Mapping[MediaType, str] = {
    MediaType.PDF: "PDF",
    MediaType.WORD: "Word",
    MediaType.OPEN_TEXT: "OpenDocument",
    MediaType.TEXT: marked("Text"),
    MediaType.JPEG: marked("Photo"),
    MediaType.PNG: marked("Picture"),
    MediaType.HEIC: marked("Photo"),
    MediaType.MAIL: "Email",
}

"""What a file is told by, and what is found in it, over files of every kind that people send."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

import pytest

from chalicelib.adapters.file_reader import LISTENED_TO, LibraryFileReader
from chalicelib.application.filing import Known
from chalicelib.domain.alarms import Alarm, Alarms, AlarmWords
from chalicelib.domain.documents.judgement import Looked
from chalicelib.domain.documents.kinds import BLOCKING, Finding, MediaType
from tests.samples import (
    a_heic,
    a_jpeg,
    a_locked_pdf,
    a_pdf,
    a_png,
    a_word_document,
    an_archive,
    an_open_document,
    an_xmp,
    exif_of_png,
)

NOBODY = Known()


def looked(content: bytes, *, title: str = "Letter from the clinic", known: Known = NOBODY) -> Looked:
    return LibraryFileReader().look(content, title=title, known=known)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        pytest.param(a_pdf(), MediaType.PDF, id="PDF"),
        pytest.param(a_word_document(), MediaType.WORD, id="Word"),
        pytest.param(an_open_document(), MediaType.OPEN_TEXT, id="open text"),
        pytest.param(b"Dear practice,\r\nthank you.", MediaType.TEXT, id="plain text"),
        pytest.param("שלום ‏🌻".encode(), MediaType.TEXT, id="text in another script"),
        pytest.param("Café".encode("utf-16"), MediaType.TEXT, id="text in two bytes"),
        pytest.param(a_jpeg(), MediaType.JPEG, id="JPEG"),
        pytest.param(a_png(), MediaType.PNG, id="PNG"),
        pytest.param(a_heic(), MediaType.HEIC, id="HEIC"),
    ],
)
def test_a_file_is_told_by_what_is_in_it(content: bytes, media_type: MediaType):
    found = looked(content)

    assert found.media_type is media_type
    assert not found.problems & BLOCKING


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"MZ\x90\x00" + bytes(100), id="a program"),
        pytest.param(b"\x7fELF" + bytes(100), id="a program of another system"),
        pytest.param(b"<!DOCTYPE html><script>alert(1)</script>", id="a page"),
        pytest.param(
            b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="a drawing with a script's rights"
        ),
        pytest.param(b"{\\rtf1\\ansi Hello}", id="rich text, which can hold programs"),
        pytest.param(an_archive({"letter.pdf": a_pdf()}), id="an archive"),
        pytest.param(
            an_archive({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b""}), id="a sheet"
        ),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), id="an old Word document"),
        pytest.param(b"GIF89a" + bytes(40), id="an animation"),
        pytest.param(bytes(200), id="nothing but zeros"),
        pytest.param(b"#!/bin/sh\nrm -rf /", id="a script"),
        pytest.param(b"sm\x07rt", id="text with a control character"),
    ],
)
def test_anything_else_is_nothing_that_we_take_whatever_its_name_ends_in(content: bytes):
    assert looked(content, title="letter.pdf").media_type is None


LAUNCH = "<< /Type /Annot /Subtype /Link /A << /S /Launch /F (calc.exe) >> >>"


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        pytest.param(a_locked_pdf(), Finding.PASSWORD, id="a PDF with a password"),
        pytest.param(
            a_pdf(catalog="/OpenAction << /S /JavaScript /JS (app.alert) >>"),
            Finding.ACTIVE_CONTENT,
            id="a PDF that runs when it is opened",
        ),
        pytest.param(
            a_pdf(catalog="/Names << /EmbeddedFiles << /Names [] >> >>"),
            Finding.ACTIVE_CONTENT,
            id="a PDF that carries other files",
        ),
        pytest.param(
            a_pdf(annotation=LAUNCH), Finding.ACTIVE_CONTENT, id="a PDF that starts a program"
        ),
        pytest.param(b"%PDF-1.7\nand then nothing", Finding.DAMAGED, id="half a PDF"),
        pytest.param(a_jpeg()[:-2], Finding.DAMAGED, id="half a picture"),
        pytest.param(
            a_word_document(more={"word/vbaProject.bin": b"macro"}),
            Finding.ACTIVE_CONTENT,
            id="Word with a macro",
        ),
        pytest.param(
            a_word_document(
                more={
                    "word/_rels/settings.xml.rels": b'<R Type="x/attachedTemplate" Target="http://e.test"'
                    b' TargetMode="External"/>'
                }
            ),
            Finding.ACTIVE_CONTENT,
            id="Word that fetches its template",
        ),
        pytest.param(
            a_word_document(more={"word/document2.xml": bytes(60_000_000)}),
            Finding.UNPACKS_TOO_LARGE,
            id="a bomb in a Word document",
        ),
        pytest.param(
            a_word_document(more={f"word/part{n}": b"x" for n in range(2_001)}),
            Finding.UNPACKS_TOO_LARGE,
            id="thousands of parts",
        ),
        pytest.param(
            a_word_document(more={"../../etc/passwd": b"x"}),
            Finding.DAMAGED,
            id="a way out of the folder",
        ),
        pytest.param(
            a_word_document(more={"word/header1.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
            Finding.DAMAGED,
            id="XML with entities of its own",
        ),
        pytest.param(
            a_pdf() + a_word_document(), Finding.TWO_IN_ONE, id="a PDF that is also an archive"
        ),
        pytest.param(
            a_jpeg()[:-2] + a_pdf() + b"\xff\xd9", Finding.TWO_IN_ONE, id="a picture and a PDF"
        ),
        pytest.param(
            a_jpeg()[:2] + b"\xff\xfe\x00\x20<script>alert(1)</script>" + a_jpeg()[2:],
            Finding.TWO_IN_ONE,
            id="a picture and a page",
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            Finding.PASSWORD,
            id="Word with a password",
        ),
    ],
)
def test_what_could_do_harm_or_cannot_be_read_is_found(content: bytes, finding: Finding):
    assert finding in looked(content).problems


def test_an_archive_that_lies_about_its_size_is_damaged_and_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
):
    honest = a_word_document("word " * 2000)
    size = zipfile.ZipFile(io.BytesIO(honest)).getinfo("word/document.xml").file_size
    lie = honest.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))

    assert looked(lie).problems & {Finding.DAMAGED}


def test_a_pdf_of_pictures_only_is_said_to_have_no_text():
    assert looked(a_pdf("")).problems == {Finding.NO_TEXT}


def test_a_pdf_longer_than_anybody_reads_waits_for_somebody_who_reads_it():
    assert Finding.UNREAD in looked(a_pdf(*["page"] * 201)).problems


@pytest.mark.parametrize("make", ["", "Apple"])
def test_a_picture_that_says_where_it_was_taken_is_noticed(make: str):
    assert looked(a_jpeg(make=make, located=True)).located
    assert not looked(a_jpeg(make="Apple")).located


@pytest.mark.parametrize("make", ["", "Apple"])
def test_s0_17_a_photograph_loses_its_place_and_not_a_bit_of_its_picture(make: str):
    located = a_jpeg(make=make, located=True)
    cleaned = LibraryFileReader().without_place(located)

    assert cleaned is not None
    assert not looked(cleaned).located
    assert struct.pack("<6I", 51, 1, 30, 1, 0, 1) not in cleaned
    picture = located.index(b"\xff\xdb")
    assert cleaned[picture:] == located[picture:]
    assert len(cleaned) == len(located)
    assert make.encode() in cleaned


@pytest.mark.parametrize(
    "content",
    [
        a_jpeg(located=True) + a_jpeg(located=True),
        b"\xff\xd8\xff<x:xmpmeta exif:GPSLatitude='51,30N'/>\xff\xd9",
        a_jpeg(xmp=an_xmp() + b"http://ns.adobe.com/xmp/extension/"),
        a_png((b"eXIf", exif_of_png())) + b"GPS",
        a_png((b"eXIf", exif_of_png()))[:-9],
        a_jpeg(located=True)[:60],
        a_pdf(),
        b"",
    ],
    ids=[
        *("two places", "XMP without an end", "XMP in several parts", "a tail behind a PNG"),
        *("half a PNG", "half a picture", "no picture", "nothing"),
    ],
)
def test_a_place_that_cannot_be_taken_out_for_certain_stays_and_the_picture_waits(content: bytes):
    assert LibraryFileReader().without_place(content) is None


def test_a_place_in_xmp_is_noticed_too():
    assert looked(b"\xff\xd8\xff\xe1<x:xmpmeta exif:GPSLatitude='51,30N'/>\xff\xd9").located


@pytest.mark.parametrize("make", ["", "Apple"])
@pytest.mark.parametrize("located", [False, True])
def test_s0_17_a_place_in_xmp_is_cut_out_and_not_a_bit_of_the_picture(make: str, located: bool):
    picture = a_jpeg(make=make, located=located, xmp=an_xmp())
    assert looked(picture).located
    cleaned = LibraryFileReader().without_place(picture)

    assert cleaned is not None
    assert not looked(cleaned).located
    assert b"GPS" not in cleaned
    assert b"51,30" not in cleaned
    assert make.encode() in cleaned
    assert cleaned[cleaned.index(b"\xff\xdb") :] == picture[picture.index(b"\xff\xdb") :]
    assert len(cleaned) == len(picture)


def test_xmp_that_tells_no_place_stays_as_it_is():
    picture = a_jpeg(located=True, xmp=an_xmp("xmp:Rating='5'"))

    assert an_xmp("xmp:Rating='5'") in (LibraryFileReader().without_place(picture) or b"")


def a_text(kind: bytes, text: bytes) -> tuple[bytes, bytes]:
    """A chunk of a PNG with a text, in the spelling of its kind."""
    name = b"XML:com.adobe.xmp\x00"
    if kind == b"tEXt":
        return kind, name + text
    if kind == b"zTXt":
        return kind, name + b"\x00" + zlib.compress(text)
    packed = kind == b"iTXt packed"
    head = name + (b"\x01\x00" if packed else b"\x00\x00") + b"\x00\x00"
    return b"iTXt", head + (zlib.compress(text) if packed else text)


IN_A_PNG = {
    "EXIF": (b"eXIf", exif_of_png()),
    "EXIF that cannot be read": (b"eXIf", b"II*\x00"),
    "XMP": a_text(b"iTXt", an_xmp()),
    "XMP, packed": a_text(b"iTXt packed", an_xmp()),
    "a text": a_text(b"tEXt", an_xmp()),
    "a text, packed": a_text(b"zTXt", an_xmp()),
    "a text that unpacks for ever": a_text(b"zTXt", bytes(2_000_000)),
    "a profile": (b"tEXt", b"Raw profile type exif\x00\nexif\n 8\n4578696600004d4d"),
}


@pytest.mark.parametrize("told", IN_A_PNG.values(), ids=IN_A_PNG.keys())
def test_s0_17_a_place_in_a_png_is_noticed_and_cut_out(told: tuple[bytes, bytes]):
    picture = a_png(told)

    assert looked(picture).located
    assert LibraryFileReader().without_place(picture) == a_png()
    assert not looked(a_png()).located


def test_a_png_that_tells_no_place_is_not_held_for_its_words():
    assert not looked(a_png((b"tEXt", b"Software\x00A scanner"))).located


KNOWN = Known(names=("Zoë Verity-Example",), ours=frozenset({"ZZ993VZ"}))


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("NHS number 943 476 5919", Finding.NHS_NUMBER),
        ("(9434765919)", Finding.NHS_NUMBER),
        ("943-476-5919", Finding.NHS_NUMBER),
        ("NHS No.401 023 2137", Finding.NHS_NUMBER),
        ("no 943\u00a0476\u00a05919", Finding.NHS_NUMBER),
        ("943\u2013476\u20135919", Finding.NHS_NUMBER),
        ("943\u200b4765919", Finding.NHS_NUMBER),
        ("\uff19\uff14\uff13 476 5919", Finding.NHS_NUMBER),
        ("943\n476\n5919", Finding.NHS_NUMBER),
        ("DOB: 12/03/1957", Finding.DATE_OF_BIRTH),
        ("D.O.B. 12.3.57", Finding.DATE_OF_BIRTH),
        ("date of birth - 12th March 1957", Finding.DATE_OF_BIRTH),
        ("born on 1957-03-12", Finding.DATE_OF_BIRTH),
        ("of LS1 4AP, Leeds", Finding.POSTCODE),
        ("sw1a1aa", Finding.POSTCODE),
        ("Dear Ms ZOE VERITY EXAMPLE,", Finding.PATIENT_NAME),
        ("Verity-Example, Zoë", Finding.PATIENT_NAME),
    ],
)
def test_what_identifies_a_patient_is_found_in_the_text_s0_16(text: str, finding: Finding):
    found = looked(text.encode(), known=KNOWN).found

    assert (finding, 1) in [(place.finding, place.page) for place in found]


@pytest.mark.parametrize(
    "text",
    [
        "485 777 3456",
        "000 000 0000",
        "111 111 1111",
        "999 000 0001",
        "Call 01632 960 010 or +44 7700 900123",
        "94347659190",
        "ISBN 9780306406157",
        "On 12 March 2026 we wrote",
        "Our address: ZZ99 3VZ",
        "Zoë and Verity went, for example",
        "part B12 3 of room A1",
    ],
)
def test_what_only_looks_like_an_identifier_is_left_alone_s0_16(text: str):
    assert looked(text.encode(), known=KNOWN).found == ()


def test_an_identifier_in_the_title_is_found_there():
    (place,) = looked(a_pdf("Nothing here"), title="Results for 943 476 5919").found

    assert (place.finding, place.page) == (Finding.NHS_NUMBER, 0)


def test_it_is_told_on_which_page_of_a_pdf_an_identifier_stands():
    found = looked(a_pdf("Nothing", "Number 943 476 5919", "Nothing")).found

    assert [(place.finding, place.page) for place in found] == [(Finding.NHS_NUMBER, 2)]


def test_a_number_that_word_split_into_runs_is_one_number():
    assert [p.finding for p in looked(a_word_document("NHS 943 476 5919")).found] == [
        Finding.NHS_NUMBER
    ]


def test_s2_65_a_book_costs_no_more_to_listen_to_than_its_first_hundred_pages():
    heard: list[int] = []
    ears = AlarmWords(Alarm.OWN_LIFE, "en", ("end my life",), (), "SC-13")

    class Listening(Alarms):
        def heard_in(self, texts: Iterable[str]) -> tuple[Alarm, ...]:
            held = list(texts)
            heard.extend(map(len, held))
            return super().heard_in(held)

    known = Known(alarms=Listening((ears,), ()))
    looked = LibraryFileReader().look(b"I will end my life. " * 50_000, title="", known=known)

    assert looked.alarms == (Alarm.OWN_LIFE,)
    assert sum(heard) == LISTENED_TO

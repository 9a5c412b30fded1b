"""A file is called by what it is: somebody who looks for the consultant's letter in a list of forty
files must see it there (S0-15).
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_TITLE = 120
"""Characters. Ours: a line on a phone and a half."""

SAY_WHAT_IT_IS = "Say what it is, like “Letter from Dr Example, 3 May”"
SAYS_NOTHING = "Say what is in the file, like “Letter from Dr Example, 3 May”. Its name does not say"
TOO_LONG = "Use 120 characters or fewer for the name of the file"

_BARE = re.compile(r"\.[a-z0-9]{2,5}$")
_GENERIC = re.compile(
    r"""
    (?: img | dsc[nf]? | pxl | vid | mvimg | dcim | image | picture | pic | photo | photograph
      | screenshot | screen | scan | scanned | scanner | document | doc | documents | docs | dok
      | file | files | attachment | attached | untitled | unnamed | noname | new | page | pages
      | download | copy | whatsapp | signal | pdf | docx | word | jpeg | jpg | png | heic | final
      | draft | upload | adobe | camscanner | microsoft | letter | text | txt | odt | of | at
    )
    """,
    re.VERBOSE,
)


def clean_title(typed: str) -> str:
    """The title without what nobody can see: controls, direction marks, repeated spaces.

    >>> clean_title("report\\u202efdp.exe  of\\tMay")
    'reportfdp.exe of May'
    """
    composed = unicodedata.normalize("NFC", typed)
    seen = (" " if each.isspace() else each for each in composed if each.isspace() or _shows(each))
    return " ".join("".join(seen).split())


def _shows(character: str) -> bool:
    # Joiners make letters of many scripts and emoji; every other invisible mark can only mislead.
    return character in "\u200c\u200d" or not unicodedata.category(character).startswith("C")


def fault_of_title(title: str) -> str:
    """What is wrong with a title that was cleaned; empty where nothing is. Source: S0-15.

    >>> fault_of_title("IMG_1234.jpg") == SAYS_NOTHING, fault_of_title("Patient response letter")
    (True, '')
    """
    if not title:
        return SAY_WHAT_IT_IS
    if len(title) > LONGEST_TITLE:
        return TOO_LONG
    return SAYS_NOTHING if is_generic(title) else ""


def is_generic(title: str) -> bool:
    """Whether the title is what a camera, a scanner or a program writes: it says nothing of the file.

    >>> [is_generic(each) for each in ("scan001.pdf", "Untitled (2)", "A4 page", "Blood test")]
    [True, True, False, False]
    """
    bare = _BARE.sub("", title.strip().casefold())
    words = re.split(r"[\W\d_]+", bare)
    return all(_GENERIC.fullmatch(word) for word in words if word)

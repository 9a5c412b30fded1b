"""What somebody of the staff reads of a case that concerns them, on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.read_own_copy import OwnCopy
from chalicelib.domain.calendar import london_date
from chalicelib.domain.letters.kept import SentLetter
from chalicelib.domain.policy import Contact
from chalicelib.domain.staff_papers import Paper, PaperOf
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.signposts import reach
from chalicelib.presentation.typed import Typed

TITLES = {
    PaperOf.COMPLAINT: "What the complaint says about you",
    PaperOf.FINDINGS: "What we found",
}


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """One thing to read. Its `words` are shown once it was opened; `reply_by` is empty where nobody
    asks for a comment.
    """

    told: int
    title: str
    given: str
    is_open: bool
    words: str
    reply_by: str
    takes_comment: bool
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnCopyPage:
    """Everything that the template repeats."""

    reference: str
    address: str
    letter: SentLetter | None
    papers: tuple[OwnPaper, ...]
    support: str
    typed: Typed
    done: bool


def own_copy_page(copy: OwnCopy, typed: Typed, *, done: bool) -> OwnCopyPage:
    """The page of one reader."""
    return OwnCopyPage(
        reference=str(copy.reference),
        address=f"/staff/copies/{copy.reference.in_url}",
        letter=copy.letter,
        papers=tuple(own_paper(each, answered=copy.letter is not None) for each in copy.papers),
        support=support_offered(copy.support),
        typed=typed,
        done=done,
    )


def own_paper(paper: Paper, *, answered: bool = False) -> OwnPaper:
    """One of them; a comment is for as long as nothing was `answered`."""
    findings = paper.what is PaperOf.FINDINGS
    return OwnPaper(
        told=paper.told,
        title=TITLES[paper.what],
        given=full_date(london_date(paper.at)),
        is_open=paper.is_open,
        words=paper.words,
        reply_by=full_date(paper.reply_by) if paper.reply_by else "",
        takes_comment=findings and paper.is_open and not answered,
        comments=paper.comments,
    )


def support_offered(contact: Contact | None) -> str:
    """Who supports staff whom a complaint concerns (S2-31)."""
    ours = "You can speak with whoever handles complaints at any time, also about how you are."
    if contact is None:
        return ours
    return f"{ours} You can also turn to somebody who has nothing to do with the case. {reach(contact)}"

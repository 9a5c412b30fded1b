"""A file has arrived in quarantine, or the malware check has looked at it: find out whether it may be
opened.
"""

from __future__ import annotations

from dataclasses import replace

from chalicelib.application.file_identifiers import known_to
from chalicelib.application.filing import Arrived, Verdict
from chalicelib.application.ports import Ports
from chalicelib.application.settle_file import settle_file, take_in
from chalicelib.domain.documents.judgement import Judgement, Looked, judge, limits_of
from chalicelib.domain.documents.kinds import DocumentState, Finding
from chalicelib.domain.documents.uploads import Upload, arrived, finished
from chalicelib.domain.events import ActorKind
from chalicelib.domain.identifiers import DocumentId

_SAYS = {
    Verdict.INFECTED: frozenset({Finding.MALWARE}),
    Verdict.NOT_CHECKED: frozenset({Finding.NOT_CHECKED}),
}


def check_file(document: DocumentId, ports: Ports) -> DocumentState | None:
    """Where the file is now; None for one that nobody waits for, whose bytes go.

    Safe to run twice, late, beside itself, or again after it was cut short: the outcome is written down
    with the version of the bytes that it is about, before they move. Bytes that come later in the place
    of those are never looked at. Source: S0-16, S0-17, domain.md 4.6b. Raises: Unavailable.
    """
    upload = ports.filing.uploads.load(document)
    if upload is None:
        ports.filing.store.empty_quarantine(document)
        return None
    here = ports.filing.store.arrived(document)
    if here is not None and not upload.is_checked:
        upload = _checked(_taken_in(upload, ports), here, ports)
    if upload.is_checked:
        _put_away(upload, ports)
        settle_file(upload, ports)
    return upload.state


def _taken_in(upload: Upload, ports: Ports) -> Upload:
    """The upload as one that has come; its case is told, if it belongs to one."""
    if upload.state is DocumentState.AWAITED:
        here = arrived(upload)
        upload = here if ports.filing.uploads.exchange(upload, here) else _as_it_stands(upload, ports)
    if upload.owner.number is not None:
        take_in(upload, upload.owner.number, ports)
    return upload


def _checked(upload: Upload, here: Arrived, ports: Ports) -> Upload:
    """The upload after the check; unchanged for as long as the malware check has not answered."""
    judgement = _judged(upload, here, ports)
    if judgement is None:
        return upload
    done = finished(upload, judgement, version=here.version)
    if not ports.filing.uploads.exchange(upload, done):
        return _as_it_stands(upload, ports)
    ports.log.info("file checked", state=done.state, findings=list(judgement.findings))
    return done


def _as_it_stands(upload: Upload, ports: Ports) -> Upload:
    # Somebody was faster. Where it has gone altogether, what we hold is as good as anything.
    return ports.filing.uploads.load(upload.id) or upload


def _judged(upload: Upload, here: Arrived, ports: Ports) -> Judgement | None:
    organisation = ports.policies.organisation(upload.organisation)
    limits = limits_of(ports.policies.current(organisation).pack)
    # A file that is refused for its size is not brought here at all.
    of_a_size = 0 < here.size <= limits.largest
    looked = _looked(upload, here, ports) if of_a_size else Looked(here.size)
    if looked is None:
        return None
    from_staff = upload.by.kind is ActorKind.STAFF
    return judge(looked, upload.purpose, limits, from_staff=from_staff)


def _looked(upload: Upload, here: Arrived, ports: Ports) -> Looked | None:
    """What is in it; None while the malware check has not answered. What is harmful is not read."""
    file = ports.filing.store.read(upload.id, here)
    verdict = ports.filing.malware.verdict(file)
    if verdict is Verdict.PENDING:
        return None
    if verdict is not Verdict.CLEAN:
        return Looked(here.size, problems=_SAYS[verdict])
    known = known_to(upload, ports)
    looked = ports.filing.reader.look(file.content, title=upload.title, known=known)
    if looked.located and ports.filing.reader.without_place(file.content) is not None:
        looked = replace(looked, located=False, place_removed=True)
    return replace(looked, size=here.size)


def _put_away(upload: Upload, ports: Ports) -> None:
    if upload.state is DocumentState.BLOCKED:
        ports.filing.store.discard(upload.id)
    elif Finding.LOCATION_REMOVED in upload.judgement.findings:
        ports.filing.store.keep_instead(upload.id, _without_place(upload, ports))
    else:
        ports.filing.store.keep(upload.id, upload.version)


def _without_place(upload: Upload, ports: Ports) -> bytes:
    """The bytes that were checked, without the place: made from them whenever they are put away."""
    checked = Arrived(upload.judgement.size, upload.version)
    cleaned = ports.filing.reader.without_place(ports.filing.store.read(upload.id, checked).content)
    assert cleaned is not None, "what could be done when it was checked can be done again"
    return cleaned

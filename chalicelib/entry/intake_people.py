"""The people of a contact, from answers: who tells us, and the patient for whom they speak."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.domain.needs import AccessNeeds, Format
from chalicelib.domain.parties import COMPLAINANT, PATIENT, Channel, Party, takes_texts
from chalicelib.domain.representation import OF_A_CHILD, Basis, Standing, is_child
from chalicelib.domain.work_addresses import EmailKind
from chalicelib.entry.answer_sheet import AnswerSheet
from chalicelib.presentation import form_paths
from chalicelib.presentation.form_paths import CHILD
from chalicelib.presentation.language import LANGUAGES, marked

_WAYS = {
    Channel.EMAIL: (
        ("email",),
        marked("Enter your email address, because you asked us to email you"),
    ),
    Channel.TELEPHONE: (
        ("mobile", "landline"),
        marked("Enter a mobile or landline number, because you asked us to phone you"),
    ),
    Channel.LETTER: (
        ("address",),
        marked("Enter your address, because you asked us to write to you"),
    ),
}
"""What a preferred channel needs (S2-28): one of these fields, and the fault on the first if none."""


def read_representation(sheet: AnswerSheet) -> tuple[Standing, Basis | None]:
    """Why they may turn to us, and what lets them speak for a patient (S2-2, S2-3, S2-22).

    The form insists on both. Staff may not know yet what lets somebody: the case then holds.
    """
    asked = sheet.by_themselves and sheet.asks(form_paths.is_answered)
    missing = marked("Choose who it is about") if asked else ""
    standing = sheet.choice("standing", Standing, missing=missing)
    if standing is not Standing.REPRESENTATIVE:
        return standing or Standing.SELF, None
    return standing, _basis(sheet)


def _basis(sheet: AnswerSheet) -> Basis | None:
    asked = sheet.by_themselves
    if sheet.answer("basis") == CHILD:
        return _basis_of_a_child(sheet)
    return sheet.choice(
        "basis", Basis, missing=marked("Choose why you are speaking for them") if asked else ""
    )


def _basis_of_a_child(sheet: AnswerSheet) -> Basis | None:
    missing = marked("Choose who you are to the child")
    basis = sheet.choice("child_basis", Basis, missing=missing if sheet.by_themselves else "")
    if basis and basis not in OF_A_CHILD:
        sheet.fault("child_basis", missing)
    return basis


def read_patient(sheet: AnswerSheet) -> tuple[Party, ...]:
    """The patient as a person of their own, where somebody speaks for them; else nobody."""
    if sheet.answer("standing") != Standing.REPRESENTATIVE:
        return ()
    asked = sheet.by_themselves
    first, last = marked("Enter their first name"), marked("Enter their last name")
    of_a_child = sheet.asks(form_paths.is_for_a_child)
    born = marked("Enter the child’s date of birth") if asked and of_a_child else ""
    phone, address, postcode = _reached(sheet)
    party = Party(
        id=PATIENT,
        title=sheet.text("patient_title"),
        first_name=sheet.text("patient_first_name", missing=first if asked else ""),
        last_name=sheet.text("patient_last_name", missing=last if asked else ""),
        born_on=sheet.birth("patient_born", marked("Their date of birth"), missing=born),
        landline=phone,
        address=address,
        postcode=postcode,
    )
    _refuse_a_grown_up_child(sheet, party)
    return (party,)


def _reached(sheet: AnswerSheet) -> tuple[str, str, str]:
    """By which phone, address and postcode the patient can be asked; whoever lives with the person who
    speaks for them need not be typed again (WCAG 3.3.7).
    """
    phone = sheet.read("patient_phone")
    if sheet.answer("patient_same_address") == "yes":
        return phone, sheet.text("address"), sheet.read("postcode")
    return phone, sheet.text("patient_address"), sheet.read("patient_postcode")


def _refuse_a_grown_up_child(sheet: AnswerSheet, patient: Party) -> None:
    child = is_child(patient.born_on, sheet.today)
    if child is False and sheet.asks(form_paths.is_for_a_child):
        sheet.fault(
            "patient_born",
            "Check this date: somebody born then is not under 18. Or change why you speak for them",
        )


def read_person(sheet: AnswerSheet) -> Party:
    """Whoever tells us, how they may be reached and what they need."""
    title, first_name, last_name = _name(sheet)
    needs_birth = sheet.by_themselves and sheet.asks(form_paths.is_looked_into)
    born = marked("Enter your date of birth") if needs_birth else ""
    born_on = sheet.birth("date_of_birth", marked("Date of birth"), missing=born)
    email, mobile, landline = _email(sheet), sheet.read("mobile"), sheet.read("landline")
    address, postcode = sheet.text("address"), sheet.read("postcode")
    never = sheet.choices("never", Channel)
    channels = _channels(sheet, never)
    may_email = _may_email(sheet, channels)
    _require_a_way(sheet)
    _require_ways_for(channels, sheet)
    return Party(
        id=COMPLAINANT,
        title=title,
        first_name=first_name,
        last_name=last_name,
        born_on=born_on,
        email=email,
        may_email=may_email,
        may_text=_may_text(sheet, mobile),
        may_contact={"yes": True, "no": False}.get(sheet.answer("may_contact")),
        mobile=mobile,
        landline=landline,
        address=address,
        postcode=postcode,
        channels=channels,
        never=never,
        relationship=sheet.text("relationship"),
        authority=sheet.text("authority"),
        language=_language(sheet),
        needs=_needs(sheet),
    )


def read_email_kind(sheet: AnswerSheet) -> EmailKind | None:
    """What they chose once they were told that an employer may read their mail; None where nobody told
    them. Who is told and goes on keeps the address: it is their choice (S0-18, S0-20).
    """
    chosen = sheet.choice("email_kind", EmailKind, missing="")
    told = sheet.by_themselves and sheet.asks(form_paths.has_given_an_address_at_work)
    return chosen or (EmailKind.WORK if told else None)


def _email(sheet: AnswerSheet) -> str:
    """The address that they want us to use."""
    email = sheet.read("email")
    if sheet.answer("email_kind") != EmailKind.OWN:
        return email
    own = sheet.read("own_email")
    if not own and sheet.by_themselves:
        sheet.fault("own_email", "Enter your own address, or choose your address at work")
    return own or email


def _language(sheet: AnswerSheet) -> str:
    """The language in which we write to them: that of the form, or what staff were told (S2-29)."""
    asked = sheet.answer("language") or sheet.language.code
    if sheet.by_themselves or asked in {each.code for each in LANGUAGES}:
        return asked
    sheet.fault("language", "Choose a language in which our letters exist, or name another one")
    return ""


def _needs(sheet: AnswerSheet) -> AccessNeeds:
    return AccessNeeds(
        formats=sheet.choices("formats", Format),
        other_language=sheet.text("other_language"),
        interpreter=sheet.text("interpreter"),
        support=sheet.text("support"),
    )


def _name(sheet: AnswerSheet) -> tuple[str, str, str]:
    asked = sheet.by_themselves
    first, last = marked("Enter your first name"), marked("Enter your last name")
    title = sheet.text("title")
    name = (
        sheet.text("first_name", missing=first if asked else ""),
        sheet.text("last_name", missing=last if asked else ""),
    )
    if not asked and not any(name):
        sheet.fault("last_name", "Enter the person's name, or as much of it as you know")
    return title, *name


def _channels(sheet: AnswerSheet, never: Sequence[Channel]) -> tuple[Channel, ...]:
    """How the person likes to be reached, the best way first (S2-28)."""
    needed = sheet.by_themselves and sheet.asks(form_paths.is_answered)
    listed = sheet.answers.get("channels", "").split(",")
    wanted = [name.strip() for name in (sheet.answers.get("best_channel", ""), *listed)]
    named = dict.fromkeys(name for name in wanted if name)
    if not named and needed:
        sheet.fault("best_channel", "Choose the best way for us to contact you")
    if not named.keys() <= set(Channel):
        sheet.fault("channels", "Choose ways to be contacted from the list")
        return ()
    if not named.keys().isdisjoint(never):
        sheet.fault("never", "You chose the same way to contact you, and never to contact you")
    return tuple(Channel(name) for name in named)


def _may_email(sheet: AnswerSheet, channels: Sequence[Channel]) -> bool:
    """Whether the person agreed, expressly, to electronic letters. Source: SI 2009/309 reg. 15."""
    answer, has_address = sheet.answer("may_email"), sheet.asks(form_paths.has_given_an_email_address)
    if not sheet.by_themselves:
        if answer == "yes" and not has_address:
            sheet.fault("email", "Enter an email address, or choose not to be emailed")
        return answer == "yes"
    if has_address:
        _require_clear_consent(sheet, answer, channels)
    return has_address and answer == "yes"


def _may_text(sheet: AnswerSheet, mobile: str) -> bool:
    """Whether a code may be texted to them, which only a mobile of the United Kingdom is."""
    agreed = sheet.answer("may_text") == "yes"
    if agreed and not mobile:
        sheet.fault("mobile", "Enter your mobile number, or do not choose texts")
    elif agreed and not takes_texts(mobile):
        sheet.fault("may_text", "We can only text UK mobile numbers. Do not choose texts")
    return agreed


def _require_clear_consent(sheet: AnswerSheet, answer: str, channels: Sequence[Channel]) -> None:
    if answer not in ("yes", "no"):
        sheet.fault("may_email", "Choose yes or no: may we email you about this?")
    elif answer == "no" and Channel.EMAIL in channels:
        sheet.fault(
            "best_channel", "You said that we may not email you. Choose other ways to contact you"
        )


def _require_a_way(sheet: AnswerSheet) -> None:
    ways = ("email", "mobile", "landline", "address")
    if any(sheet.answer(way) for way in ways):
        return
    if not sheet.by_themselves:
        sheet.fault("email", "Give at least one way to reach the person: email, phone or address")
    elif sheet.asks(form_paths.is_answered):
        sheet.fault("email", "Give at least one way to reach you: email, phone or address")


def _require_ways_for(channels: Sequence[Channel], sheet: AnswerSheet) -> None:
    for channel in channels if sheet.by_themselves else ():
        ways, message = _WAYS.get(channel, ((), ""))
        if ways and not any(sheet.answer(way) for way in ways):
            sheet.fault(ways[0], message)

"""Who tells us, how we may reach them, and what they need to read and talk with us."""

from __future__ import annotations

from chalicelib.domain.needs import Format
from chalicelib.domain.parties import Channel
from chalicelib.domain.work_addresses import EmailKind
from chalicelib.presentation.asking import Kind, Option, Question, Section, Step
from chalicelib.presentation.form_paths import (
    has_given_an_address_at_work,
    has_given_an_email_address,
    is_answered,
    is_looked_into,
)
from chalicelib.presentation.language import marked

WAYS = (
    Option(Channel.EMAIL, marked("Email")),
    Option(Channel.TELEPHONE, marked("Phone call")),
    Option(Channel.LETTER, marked("Letter")),
    Option(Channel.MEETING, marked("Meeting face to face")),
)

FORMATS = (
    Option(Format.LARGE_PRINT, marked("Large print")),
    Option(Format.EASY_READ, marked("Easy read: short sentences with pictures")),
    Option(Format.BRAILLE, marked("Braille")),
    Option(Format.AUDIO, marked("Audio, to listen to")),
    Option(Format.BSL_VIDEO, marked("Video in British Sign Language")),
)
"""Source: S2-29; Accessible Information Standard."""

ABOUT_YOU: tuple[Step, ...] = (
    Step(
        slug="name",
        section=Section.YOU,
        title=marked("What is your name?"),
        questions=(
            Question(
                field="title",
                kind=Kind.LINE,
                label=marked("Title (optional)"),
                called=marked("Title"),
                hint=marked("For example, Ms, Mr, Mx or Dr"),
                purpose="honorific-prefix",
                width="10",
            ),
            Question(
                field="first_name",
                kind=Kind.LINE,
                label=marked("First name"),
                called=marked("First name"),
                purpose="given-name",
            ),
            Question(
                field="last_name",
                kind=Kind.LINE,
                label=marked("Last name"),
                called=marked("Last name"),
                purpose="family-name",
            ),
        ),
    ),
    Step(
        slug="birth",
        section=Section.YOU,
        asked=is_looked_into,
        questions=(
            Question(
                field="date_of_birth",
                kind=Kind.DATE,
                label=marked("What is your date of birth?"),
                called=marked("Date of birth"),
                hint=marked(
                    "For example, 27 3 1985 or 27 March 1985. We use it to make sure that we talk to "
                    "the right person."
                ),
                purpose="bday",
            ),
        ),
    ),
    Step(
        slug="contact",
        section=Section.TOUCH,
        title=marked("How can we reach you?"),
        lead=marked("If you want an answer, give us at least one way to reach you."),
        questions=(
            Question(
                field="email",
                kind=Kind.LINE,
                label=marked("Email address (optional)"),
                called=marked("Email address"),
                purpose="email",
                keyboard="email",
            ),
            Question(
                field="mobile",
                kind=Kind.LINE,
                label=marked("Mobile number (optional)"),
                called=marked("Mobile number"),
                purpose="mobile tel",
                keyboard="tel",
                width="20",
            ),
            Question(
                field="may_text",
                kind=Kind.CHOICES,
                label=marked("May we text you? (optional)"),
                called=marked("May we text you"),
                hint=marked(
                    "We only text a code, with which you can see how it is going. The text says "
                    "nothing about your complaint."
                ),
                options=(Option("yes", marked("Yes, you may text me a code")),),
            ),
            Question(
                field="landline",
                kind=Kind.LINE,
                label=marked("Landline number (optional)"),
                called=marked("Landline number"),
                purpose="home tel",
                keyboard="tel",
                width="20",
            ),
            Question(
                field="address",
                kind=Kind.LINES,
                label=marked("Postal address (optional)"),
                called=marked("Postal address"),
                purpose="street-address",
                rows=4,
            ),
            Question(
                field="postcode",
                kind=Kind.LINE,
                label=marked("Postcode (optional)"),
                called=marked("Postcode"),
                purpose="postal-code",
                width="10",
            ),
        ),
    ),
    Step(
        slug="work-email",
        section=Section.TOUCH,
        title=marked("Your email address at work"),
        lead=marked(
            "The people you work for may be able to read mail at this address. If somebody asks them "
            "for details that they hold, they may have to give parts of it away. NHS mail can be more "
            "secure. But an address of your own may be better, above all if this is about the place "
            "where you work. You choose."
        ),
        asked=has_given_an_address_at_work,
        questions=(
            Question(
                field="email_kind",
                kind=Kind.CHOICE,
                label=marked("Which address shall we use?"),
                called=marked("Address to use"),
                options=(
                    Option(EmailKind.WORK, marked("My address at work")),
                    Option(EmailKind.OWN, marked("An address of my own")),
                ),
            ),
            Question(
                field="own_email",
                kind=Kind.LINE,
                label=marked("Your own email address (optional)"),
                called=marked("Your own email address"),
                keyboard="email",
            ),
        ),
    ),
    Step(
        slug="email",
        section=Section.TOUCH,
        asked=has_given_an_email_address,
        questions=(
            Question(
                field="may_email",
                kind=Kind.CHOICE,
                label=marked("May we email you about this?"),
                called=marked("May we email you"),
                hint=marked(
                    "Emails can say private things. Think about who else can read yours. You can "
                    "change your mind at any time."
                ),
                options=(
                    Option("yes", marked("Yes, you may email me")),
                    Option("no", marked("No, do not email me")),
                ),
            ),
        ),
    ),
    Step(
        slug="keep-in-touch",
        section=Section.TOUCH,
        title=marked("How should we keep in touch?"),
        asked=is_answered,
        questions=(
            Question(
                field="may_contact",
                kind=Kind.CHOICE,
                label=marked("Are you happy for us to contact you about this? (optional)"),
                called=marked("Happy to be contacted"),
                hint=marked(
                    "If you choose no, we only send you what the law says you must get in writing."
                ),
                options=(Option("yes", marked("Yes")), Option("no", marked("No"))),
            ),
            Question(
                field="best_channel",
                kind=Kind.CHOICE,
                label=marked("What is the best way to contact you?"),
                called=marked("Best way to contact you"),
                options=WAYS,
            ),
            Question(
                field="channels",
                kind=Kind.CHOICES,
                label=marked("What other ways are all right? (optional)"),
                called=marked("Other ways"),
                hint=marked("Select all that suit you"),
                options=WAYS,
            ),
            Question(
                field="never",
                kind=Kind.CHOICES,
                label=marked("Is there a way that we must never use? (optional)"),
                called=marked("Never use"),
                hint=marked(
                    "For example, if you cannot hear on the phone, or somebody reads your post"
                ),
                options=WAYS,
            ),
        ),
    ),
    Step(
        slug="formats",
        section=Section.TOUCH,
        asked=is_answered,
        questions=(
            Question(
                field="formats",
                kind=Kind.CHOICES,
                label=marked("Do you need our letters in another form? (optional)"),
                called=marked("Letters in another form"),
                hint=marked("Select all that you need, or none"),
                options=FORMATS,
            ),
        ),
    ),
    Step(
        slug="support",
        section=Section.TOUCH,
        title=marked("What would help you to talk with us?"),
        lead=marked("You can leave these empty."),
        asked=is_answered,
        questions=(
            Question(
                field="interpreter",
                kind=Kind.LINE,
                label=marked("Do you need an interpreter? (optional)"),
                called=marked("Interpreter"),
                hint=marked("Tell us which language, for example, British Sign Language or Urdu"),
            ),
            Question(
                field="other_language",
                kind=Kind.LINE,
                label=marked("Do you need letters in another language? (optional)"),
                called=marked("Letters in another language"),
                hint=marked("Tell us which language"),
            ),
            Question(
                field="support",
                kind=Kind.LINES,
                label=marked("Is there anything else that would help? (optional)"),
                called=marked("What else would help"),
                hint=marked(
                    "For example, more time, a room with a step-free way in, or a friend beside you"
                ),
                rows=4,
            ),
        ),
    ),
)

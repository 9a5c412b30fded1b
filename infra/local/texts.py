"""The texts that the app sends, kept beside the mails: the emulator only lists them."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from infra.local.mail import MailFolder
from infra.local.place import Place

SENDER = "AWS.SNS.SMS.SenderID"


class TextTray:
    """Fetches what the emulator's SNS sent to mobiles, each text once, however often it is asked."""

    def __init__(self, place: Place, folder: MailFolder, now: Callable[[], datetime]) -> None:
        self._address = f"{place.endpoint_url}/_ministack/sns/sms-messages"
        self._kept_file, self._folder, self._now = place.folder / "texts-kept", folder, now
        self._one_at_a_time = threading.Lock()

    def empty(self) -> None:
        """Keep every text that has come since; none while the emulator does not answer."""
        with self._one_at_a_time:
            kept = _lines(self._kept_file)
            for text_id, number, message in self._new(kept):
                self._folder.keep(message.as_bytes(), [number], self._now())
                with open(self._kept_file, "a") as file:
                    file.write(f"{text_id}\n")

    def _new(self, kept: set[str]) -> Iterator[tuple[str, str, EmailMessage]]:
        try:
            with urlopen(self._address, timeout=2) as answer:
                by_number = json.load(answer)["sms_messages"]
        except (URLError, OSError, ValueError):
            return
        for number, texts in by_number.items():
            for text in texts:
                if text["MessageId"] not in kept:
                    yield text["MessageId"], number, _as_mail(text, number)


def _as_mail(text: dict[str, object], number: str) -> EmailMessage:
    attributes = text.get("MessageAttributes")
    sender = attributes.get(SENDER, {}) if isinstance(attributes, dict) else {}
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Text message"
    message["From"] = str(sender.get("Value") or sender.get("StringValue") or "")
    message["To"] = number
    message.set_content(str(text["Message"]))
    return message


def _lines(file: Path) -> set[str]:
    return set(file.read_text().split()) if file.exists() else set()

"""What differs between a laptop, a test stage and a live one: environment variables, read once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

SENDER_OF_TEXTS = re.compile("[A-Za-z0-9]{3,11}")
"""What phone networks take as a name."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The environment of every function. README and `.chalice/config.json` name the same ones."""

    stage: str
    """The stage's name: local, dev, test or live."""
    table_name: str
    """The DynamoDB table of everything but counters of figures."""
    figures_table_name: str
    """The table of the counters, which name nobody."""
    report_function: str = ""
    """The function that reads them for pages; empty: the process reads them itself."""
    base_url: str
    """Where people reach the pages; its path precedes every link."""
    mail_from: str
    """The verified address that mails come from."""
    text_from: str = "Complaints"
    """The name that text messages come from."""
    mail_bucket: str
    """The bucket in which the mail service puts mail that comes in."""
    user_pool_id: str
    """The Cognito user pool of the staff."""
    user_pool_client_id: str
    """The client of that pool for our sign-in page."""
    session_secret_id: str
    """The secret in Secrets Manager that signs forms."""
    files_bucket: str
    """The bucket of the files that people add."""
    files_endpoint: str
    """The address of S3 that browsers send files to."""
    malware_check: str = "guardduty"
    """Who looks for harmful files: guardduty, or laptop: ClamAV or its test rule."""
    roots_bucket: str
    """The bucket that keeps the ends of all histories, locked."""
    identity_secret_id: str
    """The secret that people are looked up with."""
    second_factor: str = "required"
    """Whether staff must have an authenticator app where their role asks for one: required, offered."""
    local_clock_file: str = ""
    """Laptop only: the file that moves the clock."""
    bank_holidays_url: str = "https://www.gov.uk/bank-holidays.json"
    """The published list of bank holidays, over HTTPS (domain 3.12)."""
    log_level: str = "INFO"
    """How much is logged."""

    def __post_init__(self) -> None:
        """Raises: ValueError, for what no stage, or not this one, may be set to."""
        for fault in self._faults():
            raise ValueError(fault)

    def _faults(self) -> Iterator[str]:
        if self.malware_check not in ("guardduty", "laptop"):
            yield "malware_check is guardduty or laptop"
        if self.second_factor not in ("required", "offered"):
            yield "second_factor is required or offered"
        if not SENDER_OF_TEXTS.fullmatch(self.text_from):
            yield "text_from is three to eleven letters and digits"
        # Elsewhere a scanner looks at files that knows more than a laptop's own test.
        if self.malware_check == "laptop" and self.stage != "local":
            yield "malware_check may be laptop in the stage local only"
        # Elsewhere nobody comes in with a password alone whose role asks for more.
        if self.second_factor == "offered" and self.stage != "local":
            yield "second_factor may be offered in the stage local only"

    @property
    def secure(self) -> bool:
        """Whether people come over HTTPS: cookies then go nowhere else."""
        return self.base_url.startswith("https://")


NAMES = tuple(each.name for each in fields(Settings))
"""What a function is told in capitals, as the names of its environment."""


@cache
def settings() -> Settings:
    """The settings of this process. Raises: TypeError, naming what is missing; ValueError."""
    return Settings(**{name: os.environ[name.upper()] for name in NAMES if name.upper() in os.environ})

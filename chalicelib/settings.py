"""What differs between a laptop, a test stage and a live one: environment variables, read once."""

from __future__ import annotations

import os
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Settings(BaseModel):
    """The environment of every function. README and `.chalice/config.json` name the same ones."""

    model_config = ConfigDict(frozen=True)

    stage: str = Field(description="The stage's name: local, dev, test or live")
    table_name: str = Field(description="The DynamoDB table of everything but counters of figures")
    figures_table_name: str = Field(description="The table of the counters, which name nobody")
    report_function: str = Field(
        "", description="The function that reads them for pages; empty: the process reads them itself"
    )
    base_url: str = Field(description="Where people reach the pages; its path precedes every link")
    mail_from: str = Field(description="The verified address that mails come from")
    text_from: str = Field(
        "Complaints", description="The name that text messages come from", pattern="^[A-Za-z0-9]{3,11}$"
    )
    mail_bucket: str = Field(description="The bucket in which the mail service puts mail that comes in")
    user_pool_id: str = Field(description="The Cognito user pool of the staff")
    user_pool_client_id: str = Field(description="The client of that pool for our sign-in page")
    session_secret_id: str = Field(description="The secret in Secrets Manager that signs forms")
    files_bucket: str = Field(description="The bucket of the files that people add")
    files_endpoint: str = Field(description="The address of S3 that browsers send files to")
    malware_check: Literal["guardduty", "laptop"] = Field(
        "guardduty",
        description="Who looks for harmful files: GuardDuty, or on a laptop ClamAV or its test rule",
    )
    roots_bucket: str = Field(description="The bucket that keeps the ends of all histories, locked")
    identity_secret_id: str = Field(description="The secret that people are looked up with")
    second_factor: Literal["required", "offered"] = Field(
        "required",
        description="Whether staff must have an authenticator app where their role asks for one",
    )
    local_clock_file: str = Field("", description="Laptop only: the file that moves the clock")
    bank_holidays_url: str = Field(
        "https://www.gov.uk/bank-holidays.json",
        description="The published list of bank holidays, over HTTPS (domain 3.12)",
    )
    log_level: str = Field("INFO", description="How much is logged")

    @model_validator(mode="after")
    def _no_laptops_check_elsewhere(self) -> Settings:
        """Outside a laptop files are looked at by a scanner that knows more than its own test."""
        if self.malware_check == "laptop" and self.stage != "local":
            raise ValueError("malware_check may be laptop in the stage local only")
        return self

    @model_validator(mode="after")
    def _no_open_doors_elsewhere(self) -> Settings:
        """Outside a laptop nobody comes in with a password alone whose role asks for more."""
        if self.second_factor == "offered" and self.stage != "local":
            raise ValueError("second_factor may be offered in the stage local only")
        return self

    @property
    def secure(self) -> bool:
        """Whether people come over HTTPS: cookies then go nowhere else."""
        return self.base_url.startswith("https://")


@cache
def settings() -> Settings:
    """The settings of this process. Raises: pydantic.ValidationError, naming what is missing."""
    names = Settings.model_fields
    return Settings.model_validate(
        {name: os.environ[name.upper()] for name in names if name.upper() in os.environ}
    )

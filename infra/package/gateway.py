"""The pages that the gateway itself answers with, when a request never reaches our code."""

from pathlib import Path

UNKNOWN_ADDRESS_PAGE = Path(__file__).with_name("unknown-address.html").read_text("utf-8")

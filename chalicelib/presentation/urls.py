"""Where every page is. The one place that writes an address."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from chalicelib.domain.reference import Reference


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses below one base, such as `https://complaints.example.org/live`."""

    base: str

    @property
    def root(self) -> str:
        """The path in front of every path of ours, without a slash at its end."""
        return urlsplit(self.base).path.rstrip("/")

    def path(self, path: str, **query: str) -> str:
        """The path for a link on a page, with the query where there is one."""
        asked = {name: value for name, value in query.items() if value}
        return self.root + path + (f"?{urlencode(asked)}" if asked else "")

    def full(self, path: str) -> str:
        """The whole address, for a mail."""
        return self.base.rstrip("/") + path

    @property
    def follow(self) -> str:
        """The path of the page on which people follow their own complaint."""
        return "/follow"

    def staff_case(self, reference: Reference) -> str:
        """The path of a case on the admin page."""
        return f"/staff/cases/{reference.in_url}"

    def received(self, reference: Reference) -> str:
        """The path of the confirmation that a person sees after submitting."""
        return f"/complaints/{reference.in_url}/received"

"""Where every page is. The one place that writes an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from chalicelib.domain.reference import Reference

OF_AN_ORGANISATION = "/o/{organisation}"
"""Below this every organisation has its public pages. The first one's stand at the top as well."""

_EACH_HAS_ITS_OWN = re.compile(
    r"/(?:$|(?:accessibility|come-back|complain|complaints|consent|consent-given|contribute"
    r"|contribute-code|contribute-files|contribute-sent|cookies|follow"
    r"|privacy|save-for-later|survey|your-information)(?:$|/))"
)
"""The public pages; what staff, programs and browsers' caches ask for is the same for all."""


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses below one base, such as `https://complaints.example.org/live`. With an `organisation`
    the public pages are that one's.
    """

    base: str
    organisation: str = ""

    @property
    def root(self) -> str:
        """The path in front of every path of ours, without a slash at its end."""
        return urlsplit(self.base).path.rstrip("/")

    def path(self, path: str, **query: str) -> str:
        """The path for a link on a page, with the query where there is one."""
        asked = {name: value for name, value in query.items() if value}
        return self.root + self._own(path) + (f"?{urlencode(asked)}" if asked else "")

    def full(self, path: str, **query: str) -> str:
        """The whole address, for a mail, with the query where there is one."""
        return self.full_of(self.path(path, **query))

    def _own(self, path: str) -> str:
        """The path below the organisation's own, where it has one.

        >>> urls = Urls("https://candour.example", "kestrel-reports")
        >>> urls.path("/complain"), urls.path("/"), urls.path("/static/candour.css")
        ('/o/kestrel-reports/complain', '/o/kestrel-reports', '/static/candour.css')
        """
        if not self.organisation or not _EACH_HAS_ITS_OWN.match(path):
            return path
        return OF_AN_ORGANISATION.format(organisation=self.organisation) + path.rstrip("/")

    def full_of(self, path_with_root: str) -> str:
        """The whole address of a path as pages link it: where another service sends people back to."""
        return self.base.rstrip("/") + path_with_root.removeprefix(self.root)

    @property
    def follow(self) -> str:
        """The path of the page on which people follow their own complaint."""
        return "/follow"

    def consent(self, token: str) -> str:
        """The path of the link with which a patient answers a question."""
        return f"/consent/{token}"

    def contribute(self, link: str) -> str:
        """The path of the link with which somebody without an account answers our questions."""
        return f"/contribute/{link}"

    def staff_case(self, reference: Reference) -> str:
        """The path of a case on the admin page."""
        return f"/staff/cases/{reference.in_url}"

    def own_copy(self, reference: Reference) -> str:
        """The path of the copy of a response for the staff whom it mentions."""
        return f"/staff/copies/{reference.in_url}"

    def received(self, reference: Reference) -> str:
        """The path of the confirmation that a person sees after submitting."""
        return f"/complaints/{reference.in_url}/received"

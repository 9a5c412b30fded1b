"""Tell people where everything is."""

from collections.abc import Mapping

from infra.demo.staff import DEMO_PASSWORD, STAFF
from infra.local.place import HOST, Place


def found_in(outputs: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, object]:
    """What stack.json says beyond addresses; `settings` are those of the functions."""
    return {
        "settings": dict(settings),
        "table": outputs["TableName"],
        "user_pool_id": outputs["UserPoolId"],
        "user_pool_client_id": outputs["UserPoolClientId"],
        "sign_ins": sign_ins(),
    }


def sign_ins() -> list[dict[str, str]]:
    """The demo sign-ins, as scripts read them in stack.json."""
    return [
        {
            "username": person.username,
            "password": DEMO_PASSWORD,
            "role": person.roles[0],
            "name": person.name,
            "email": person.email,
            "organisation": person.organisation,
        }
        for person in STAFF
    ]


def print_welcome(place: Place) -> None:
    """Addresses, demo sign-ins, and how to stop."""
    people = "\n".join(
        f"    {person.username:<20} {', '.join(person.roles):<20} {person.organisation}"
        for person in STAFF
    )
    print(
        f"""
  Candour            {place.base_url}/
  Another one        {place.base_url}/o/kestrel-reports
  Staff              {place.base_url}/staff
  Mailbox            {place.mailbox_url}
  Mail for us        SMTP at {HOST}:{place.mail_port}, or a file.eml in {place.inbox}
  Clock              {place.clock_url}
  AWS (for tools)    {place.endpoint_url}

  Demo sign-ins, all with the password {DEMO_PASSWORD}
{people}

  Logs are in {place.logs}. Stop with Ctrl-C.
""",
        flush=True,
    )

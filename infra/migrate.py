"""python -m infra.migrate [STAGE]: rewrite what is stored in an older format, while everybody works on.

Safe to stop and to run again: it goes on where it stopped, and what is in the present format is left as
it is. Run it after a deployment whose changelog asks for it.
"""

import sys

from chalicelib.adapters.table import Table
from infra.migration import Migration
from infra.operated import operated
from infra.steps import run_politely

PAGES_BETWEEN_LINES = 50


def main() -> None:
    """Go through the table, and say how much there was to do."""
    store = Table(operated(sys.argv[1] if len(sys.argv) > 1 else "").settings.table_name)
    migrate(Migration(store))


def migrate(migration: Migration) -> None:
    """Page after page to the end."""
    pages = looked_at = rewritten = overtaken = 0
    last = False
    while not last:
        page = migration.next_page()
        pages, looked_at, last = pages + 1, looked_at + page.looked_at, page.last
        rewritten, overtaken = rewritten + page.rewritten, overtaken + page.overtaken
        if last or pages % PAGES_BETWEEN_LINES == 0:
            print(f"  {looked_at:,} items looked at, {rewritten:,} rewritten", flush=True)
    if overtaken:
        print(f"  {overtaken:,} were written by somebody else meanwhile, in the present format")


if __name__ == "__main__":
    run_politely(main)

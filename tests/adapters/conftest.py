"""A real table in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chalicelib.adapters.table import Table
from tests.aws import FIGURES, TABLE, aws_in_memory, make_figures, make_table


@pytest.fixture
def aws() -> Iterator[None]:
    """AWS in this process, empty."""
    with aws_in_memory():
        yield


@pytest.fixture
def table(aws: None) -> Table:
    """The table, empty."""
    make_table()
    make_figures()
    return Table(TABLE, figures=FIGURES)

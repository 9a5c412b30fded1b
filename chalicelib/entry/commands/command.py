"""One command on a case is one row: its form, what it asks for, and the use case that does it.

From the row follow the door for programs, the pages for people, and the model that reads both.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import AwareDatetime, ConfigDict, create_model
from pydantic import Field as ModelField

from chalicelib.application.casework import Decide, UseCase, deciding
from chalicelib.application.casework import Request as CaseRequest
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.read_case import Bring, OpenFile
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Staff
from chalicelib.entry.api_models import OnVersion
from chalicelib.presentation.forms import Form

Asked = TypeVar("Asked")


Around = Callable[[OpenFile, Staff, Reading], OpenFile]
"""The case with more of the world beside it, as one reader may know it."""


Look = Callable[[CaseRequest, Action, Ports], None]
"""Having something looked for by the stream."""


def _alone(opened: OpenFile, reader: Staff, reading: Reading) -> OpenFile:
    return opened


@dataclass(frozen=True, slots=True)
class Command(Generic[Asked]):
    """What can be done to a case. `asks` is the frozen dataclass of the domain for what is asked.

    `bring` reads in one call what its form needs besides the case, and `around` weighs what of it the
    reader may know: nothing, for most. `look` has that looked for again.
    """

    form: Form
    asks: type[Asked]
    do: UseCase[Asked]
    bring: Bring | None = None
    around: Around = _alone
    look: Look | None = None

    @property
    def action(self) -> Action:
        """The permission that it needs."""
        return self.form.action

    @property
    def model(self) -> type[OnVersion]:
        """What a program sends: the version that it saw, and the fields of `asks`."""
        asks: Any = self.asks
        return _model(asks, self.form)


def command(
    form: Form, asks: type[Asked], decide: Decide[Asked], *, around: Around = _alone
) -> Command[Asked]:
    """A command that needs nothing of the world but the case and the time."""
    return Command(form, asks, deciding(form.action, decide), around=around)


@cache
def _model(asks: type[Any], form: Form) -> type[OnVersion]:
    hints = get_type_hints(asks)
    described: Mapping[str, Any] = {
        each.name: (_at_the_door(hints[each.name]), _default(each, form)) for each in fields(asks)
    }
    made: type[OnVersion] = create_model(
        f"{asks.__name__}In", __base__=_Deferred, __doc__=asks.__doc__, **described
    )
    return made


class _Deferred(OnVersion):
    # Forty models would be built at every cold start, of which a request needs one.
    model_config = ConfigDict(extra="forbid", defer_build=True)


def _default(field: Field[Any], form: Form) -> Any:
    question = form.field(field.name)
    described = question.label if question else None
    return ModelField(... if field.default is MISSING else field.default, description=described)


def _at_the_door(hint: Any) -> Any:
    """The type that is read where the domain says `hint`: an instant without its zone is none."""
    if hint is datetime:
        return AwareDatetime
    if get_origin(hint) in (Union, types.UnionType):
        return Union[tuple(map(_at_the_door, get_args(hint)))]  # noqa: UP007 (made of a list)
    return hint

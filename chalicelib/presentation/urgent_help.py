"""Where to get help now, for whoever wrote something that cannot wait (S2-65, SC-13)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from chalicelib.domain.alarms import Alarm, Alarms
from chalicelib.presentation.language import Language, marked

_FIRST = {
    Alarm.HEALTH: marked(
        "Call 999 now for chest pain, trouble breathing, heavy bleeding, or if someone does not wake "
        "up."
    ),
    Alarm.OWN_LIFE: marked(
        "If a life is in danger now, call 999 or go to A&E. For help with your mind at any hour, call "
        "111 and choose the mental health option."
    ),
    Alarm.CHILD: marked("If a child is in danger now, call 999."),
    Alarm.VIOLENCE: marked(
        "If somebody is in danger now, call 999. If you cannot speak, press 55 when you are asked."
    ),
}
_TALK = {
    Alarm.OWN_LIFE: marked("You can talk to {name} day and night: call {phone}. It is free."),
    Alarm.CHILD: marked("You can talk to {name} about a child: call {phone}. It is free."),
    Alarm.VIOLENCE: marked("You can talk to {name} day and night: call {phone}. It is free."),
}
_STILL = marked("For help that is needed soon, call 111 or your GP.")


def ways_to_help(heard: Collection[Alarm], alarms: Alarms, language: Language) -> tuple[str, ...]:
    """What to do now, the most pressing first."""
    return (*_each(heard, alarms, language), language.said(_STILL))


def _each(heard: Collection[Alarm], alarms: Alarms, language: Language) -> Iterator[str]:
    for alarm in (each for each in _FIRST if each in heard):
        yield language.said(_FIRST[alarm])
        for line in alarms.helplines:
            if line.alarm is alarm:
                yield language.said(_TALK[alarm]).format(name=line.name, phone=line.phone)

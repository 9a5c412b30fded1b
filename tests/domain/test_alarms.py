"""Which sentences raise an alarm, and which only sound like one: changes are tried here."""

from __future__ import annotations

import pytest

from chalicelib.domain.alarms import Alarm
from tests.builders import POLICIES

ALARMS = POLICIES.alarms()

RAISED = [
    (Alarm.OWN_LIFE, "I will end my life."),
    (Alarm.OWN_LIFE, "I WANT TO DIE"),
    (Alarm.OWN_LIFE, "i cant go on, i'm going to kill myself tonight"),
    (Alarm.OWN_LIFE, "Sometimes I feel suicidal after these calls."),
    (Alarm.OWN_LIFE, "I don’t want to be here any more"),
    (Alarm.OWN_LIFE, "I do not want to live"),
    (Alarm.OWN_LIFE, "She says she will kill herself if nobody rings"),
    (Alarm.OWN_LIFE, "I have taken a large overdose"),
    (Alarm.OWN_LIFE, "There is no reason to live."),
    (Alarm.OWN_LIFE, "I have started cutting myself again"),
    (Alarm.OWN_LIFE, "Chcę umrzeć"),
    (Alarm.OWN_LIFE, "Zabiję się, jeśli nikt nie zadzwoni"),
    (Alarm.OWN_LIFE, "Nie chcę już żyć"),
    (Alarm.OWN_LIFE, "Rwy'n eisiau marw"),
    (Alarm.CHILD, "My stepdad hits me when mum is out. I am 8"),
    (Alarm.CHILD, "my uncle touches me"),
    (Alarm.CHILD, "Her boyfriend beats my grandson"),
    (Alarm.CHILD, "My daughter is not safe there"),
    (Alarm.CHILD, "I think the baby is being neglected"),
    (Alarm.CHILD, "My son is in danger"),
    (Alarm.CHILD, "Ojczym mnie bije"),
    (Alarm.CHILD, "Mąż bije moje dziecko"),
    (Alarm.HEALTH, "I have chest pain while I write this"),
    (Alarm.HEALTH, "He has chest pains and you do not pick up"),
    (Alarm.HEALTH, "chest pain right now!!"),
    (Alarm.HEALTH, "I can't breathe properly"),
    (Alarm.HEALTH, "I cannot breathe"),
    (Alarm.HEALTH, "Mum is having a stroke and the line is busy"),
    (Alarm.HEALTH, "the bleeding won't stop"),
    (Alarm.HEALTH, "She won't wake up"),
    (Alarm.HEALTH, "Boli mnie bardzo w klatce piersiowej"),
    (Alarm.HEALTH, "Nie mogę oddychać"),
    (Alarm.HEALTH, "Mae poen yn fy mrest"),
    (Alarm.VIOLENCE, "My husband hits me and the doctor told him what I said"),
    (Alarm.VIOLENCE, "I am scared to go home"),
    (Alarm.VIOLENCE, "He is going to kill me"),
    (Alarm.VIOLENCE, "He has a knife"),
    (Alarm.VIOLENCE, "Mąż mnie bije"),
]

SILENT = [
    "I complained about chest pain in March and nobody rang me back.",
    "I had chest pain last year and was sent away.",
    "The chest pain clinic lost my letter.",
    "If you have chest pain, the poster says, call 999.",
    "She was having chest pains and the receptionist told her to wait, in June.",
    "They thought he was having a heart attack and it was indigestion.",
    "My mother wants to die at home, and nobody wrote that down.",
    "He wants to die in the hospice.",
    "I do not want to die of something that could have been found.",
    "Waiting for this is killing me.",
    "The pain will kill me one day, said the nurse, and laughed.",
    "You nearly killed my father with the wrong tablets.",
    "My brother killed himself in 2019 after the discharge.",
    "The doctor asked whether I was suicidal. I was not.",
    "It is the end of my patience with this surgery.",
    "I took an overdose five years ago and it is still on the screen at reception.",
    "The injection hurt my son a lot.",
    "The receptionist was rude to my daughter.",
    "My child is in year two and you sent him to the adult clinic.",
    "They hit the wrong key and cancelled it.",
    "The nurse touched my arm and was kind.",
    "I was scared to go to the dentist.",
    "My husband hurts his back at work and needs a letter.",
    "He could not breathe that night, and nobody came. He is well now.",
    "I could not breathe for a week in January.",
    "The bleeding stopped after an hour.",
    "She does not wake up before nine, so please ring later.",
    "I accidentally cut myself on the broken chair in your waiting room.",
    "The surgeon has a knife-like tongue.",
    "The stroke clinic was wonderful.",
    "Proszę o kopię listu do szpitala.",
    "Nie chcę umrzeć przez błąd lekarza.",
    "Chest infection, antibiotics, no reply: that is my complaint.",
    "Thank you for saving his life.",
    "You gave me a reason to live again.",
]


@pytest.mark.parametrize(("alarm", "sentence"), RAISED, ids=[each[1] for each in RAISED])
def test_sc_13_a_sentence_that_cannot_wait_raises_the_alarm(alarm: Alarm, sentence: str):
    assert ALARMS.heard_in([f"Good morning. {sentence}\nPlease answer."]) == (alarm,)


@pytest.mark.parametrize("sentence", SILENT)
def test_a_sentence_that_can_wait_raises_none(sentence: str):
    assert ALARMS.heard_in([sentence]) == ()


def test_a_phrase_is_not_put_together_from_two_sentences():
    assert ALARMS.heard_in(["We talked about what we want. To die well is hard."]) == ()
    assert ALARMS.heard_in(["They cannot. Breathe, she said."]) == ()


def test_several_dangers_are_told_the_most_pressing_in_their_order():
    assert ALARMS.heard_in(["I have chest pain.", "I want to die"]) == (Alarm.OWN_LIFE, Alarm.HEALTH)


def test_every_danger_is_listened_for_in_every_language_of_ours():
    assert {(each.alarm, each.language) for each in ALARMS.words} == {
        (alarm, language) for alarm in Alarm for language in ("en", "cy", "pl")
    }


def test_every_list_has_its_source():
    assert all(each.source for each in (*ALARMS.words, *ALARMS.helplines))

"""Languages: told by script or small words, and never guessed."""

# ruff: noqa: RUF001 - letters of many scripts

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.sources.language import language

TEXTS = {
    "en": "The delegations met on Monday, and they agreed that the ceasefire would hold.",
    "ru": "Делегации встретились в понедельник, и они договорились о прекращении огня. Мы ждём.",
    "uk": "Делегації зустрілися в понеділок, і вони домовилися про припинення вогню.",
    "zh": "代表团星期一会面，同意停火。",
    "ja": "代表団は月曜日に会談し、停戦に合意した。",
    "ko": "대표단은 월요일에 만나 휴전에 합의했다.",
    "ar": "اجتمعت الوفود يوم الاثنين واتفقت على وقف إطلاق النار.",
    "fa": "هیئت‌ها روز دوشنبه دیدار کردند و بر سر آتش‌بس گفتگو کردند. گروه پیشنهاد چین را پذیرفت.",
    "he": "המשלחות נפגשו ביום שני והסכימו על הפסקת אש.",
    "el": "Οι αντιπροσωπείες συναντήθηκαν τη Δευτέρα.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_told_by_script_or_small_words(code):
    assert language(TEXTS[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 / 34 — 56",
        "Die Delegationen trafen sich am Montag und einigten sich auf eine Waffenruhe in Wien.",
        "De delegaties kwamen maandag bijeen en werden het eens over een wapenstilstand of niet.",
        "Les délégations se sont rencontrées lundi et ont convenu d'un cessez-le-feu.",
        "Las delegaciones se reunieron el lunes y acordaron un alto el fuego.",
        "Делегацијата се сретна во понеделникот.",
        "Делегациите се срещнаха в понеделник и се споразумяха.",
        "प्रतिनिधिमंडल सोमवार को मिले।",
    ],
)
def test_not_guessed(text):
    assert language(text) == "und"


def test_a_foreign_name_or_quote_does_not_change_it():
    assert language(TEXTS["en"] * 3 + " 停火 «Мы ждём»") == "en"
    assert language(TEXTS["ru"] * 3 + " NATO, the OSCE and the EU") == "ru"


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text):
    assert language(text) == "und" or len(language(text)) == 2

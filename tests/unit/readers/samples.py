"""Texts and files for the tests of the readers."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
SEEDS = Path(__file__).resolve().parents[3] / "seeds"

ENCODED = {
    "sample-arabic.txt": "utf-8",
    "sample-chinese.txt": "big5hkscs",
    "sample-french.txt": "utf-8",
    "sample-greek.txt": "cp1253",
    "sample-hebrew-2.txt": "cp1255",
    "sample-korean.txt": "cp949",
    "sample-russian.txt": "mac-cyrillic",
    "sample-turkish.txt": "cp1254",
}
"""The collected files and what they are in."""

JAPANESE = (
    "港の町では、夜の渡し船を走らせるかどうかで二年も議論が続いていた。町長は月曜日の会議で「もう十分に待った」と述べ、"
    "来年の夏には新しい桟橋から最初の船が出る見込みだと説明した。\r\n一方、漁師の代表は、水辺に住む人々の意見を誰も聞いて"
    "いないと反論し、カメラの前で書類を破ってみせた。費用は四百二十万クラウンと見積もられている。\r\n"
)
CHINESE = (
    "港口小镇的议会星期一晚上以十一票对十票通过决议，夜间渡轮将运行到凌晨两点。镇长表示，这一决定“早就应该作出”，"
    "预计明年夏天第一班船将从新码头出发。\n渔民代表则说，没有人问过住在水边的居民的意见，他将向法院提出申诉。"
    "财务主管估计费用为四百二十万，其中三分之一由省里承担。\n"
)
GERMAN = (
    "Der Rat der Hafenstadt hat am Montagabend mit elf zu zehn Stimmen beschlossen, dass die Fähre künftig bis zwei "
    "Uhr früh fährt. Die Bürgermeisterin sagte, das sei „längst überfällig“ gewesen, und für nächsten Sommer rechne "
    "sie mit dem ersten Schiff.\nIhr Gegner, ein Fischer, erklärte dagegen, "
    "niemand habe die Leute gefragt, die am Wasser wohnen.\n"
)
ENGLISH = (
    "The harbour council decided on Monday evening, by eleven votes to ten, that the ferry will run until two in the "
    "morning — a decision that the mayor called “long overdue”. It’s expected that the first boat leaves next summer.\n"
)


def collected(name: str) -> str:
    """The text of one of the collected files."""
    return (DATA / "encodings" / name).read_bytes().decode(ENCODED[name])


def seed() -> bytes:
    """The bytes of the first seed document."""
    return min(SEEDS.glob("*.txt")).read_bytes()

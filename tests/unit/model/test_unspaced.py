"""Words of scripts without blanks: a dictionary finds them, and the text stays whole."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.model.graphemes import is_boundary
from desktop_app.model.unspaced import SCRIPTS, word_ends
from desktop_app.model.words import snap, words
from tests.traps import TRAPS

LETTERS = "中国政府日本語の人はひカタナ々ーｶﾞ𠀀𠮷ภาษาไทยก็กำ๑ลาວພາສາខ្មែរភាသမြန်\u200d\u00ad\ufe0f\u0301"
RUNS = st.text(st.sampled_from(LETTERS), max_size=60)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国政府周二表示，将签署协议。", "中国 政府 周二 表示 ， 将 签署 协议 。"),
        ("立法院院長昨日表示", "立法院 院長 昨日 表示"),
        ("東京都に住む人々", "東京 都 に 住む 人々"),
        ("コンピューターを使う", "コンピューター を 使う"),
        ("日本の総理大臣は「署名する」", "日本 の 総理 大臣 は 「 署名 する 」"),
        ("รัฐบาลไทยประกาศว่าจะ", "รัฐบาล ไทย ประกาศ ว่า จะ"),
        ("ລັດຖະບານລາວ", "ລັດຖະບານ ລາວ"),
        ("រដ្ឋាភិបាលកម្ពុជាបាន", "រដ្ឋាភិបាល កម្ពុជា បាន"),
        ("မြန်မာအစိုးရ", "မြန်မာ အစိုးရ"),
        ("3月15日のNATO会議", "3 月 15 日 の NATO 会議"),
        ("𠮷野家で𠀀", "𠮷 野家 で 𠀀"),
        ("ᦅᧄᦷᦎᦟᦹᧉ", "ᦅ ᧄ ᦷ ᦎ ᦟ ᦹ ᧉ"),
    ],
)
def test_words_without_blanks_are_told_apart(text: str, expected: str) -> None:
    assert found(text) == expected.split()


def test_a_double_click_takes_the_word_and_not_the_sign() -> None:
    text = "中国政府周二表示，将签署该协议。"
    assert [text[slice(*snap(text, at, at + 1))] for at in (0, 3, 9)] == ["中国", "政府", "将"]


def test_a_blank_of_no_width_parts_words_as_its_writer_wished() -> None:
    assert found("ตาก\u200bลม ตา\u200bกลม") == ["ตาก", "ลม", "ตา", "กลม"]


@settings(deadline=None)
@given(RUNS)
def test_pieces_make_up_the_text_and_end_where_characters_do(text: str) -> None:
    ends = [0, *word_ends(text)]
    assert ends[-1] == len(text)
    assert all(first < last for first, last in pairwise(ends))
    assert all(is_boundary(text, end) for end in ends)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["日本語の", "ภาษาไทย", " ", "NATO", "。", "\u0301", "\n", "12"]), max_size=12
    ).map("".join)
)
def test_words_in_mixed_text_stand_in_order_at_ends_of_characters(text: str) -> None:
    place = 0
    for start, end in words(text):
        assert place <= start < end
        assert is_boundary(text, start)
        assert is_boundary(text, end)
        assert not text[place:start].strip(" \n\u0301")
        place = end


@pytest.mark.parametrize("name", TRAPS)
def test_every_run_in_a_trap_is_cut_into_pieces_that_make_it_up(name: str) -> None:
    for match in regex.finditer(rf"[{SCRIPTS}]+", TRAPS[name]):
        run = match.group()
        assert [*word_ends(run)][-1] == len(run)


def test_the_dictionaries_are_loaded_only_for_a_text_that_needs_them() -> None:
    program = (
        "import sys\n"
        "from desktop_app.model.words import words\n"
        "list(words('The minister said so. Он сказал. قال'))\n"
        "print('icu4py' in sys.modules)\n"
        "list(words('中国'))\n"
        "print('icu4py' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


@pytest.mark.parametrize("piece", ["中", "ไทย", "の", "က", "ア", "ក្"])
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    text = piece * 40_000
    began = time.thread_time()
    assert [*word_ends(text)][-1] == len(text)
    assert time.thread_time() - began < 4

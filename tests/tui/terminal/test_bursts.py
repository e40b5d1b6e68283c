"""Which reads are pastes that came without brackets."""

from __future__ import annotations

from reader.tui.kit.keys import composed
from reader.tui.terminal.bursts import AHEAD, SEVERAL, WHOLE, Bursts
from reader.tui.terminal.sequences import Splitter
from reader.tui.terminal.tokens import BurstToken, KeyPress, Token


def read(bursts: Bursts, text: str, now: float = 10.0) -> list[Token]:
    data = text.encode()
    return bursts.join(Splitter().feed(data, now), len(data), now)


def painted() -> Bursts:
    bursts = Bursts()
    bursts.painted = True
    return bursts


def test_six_different_characters_are_a_paste_and_five_are_keys() -> None:
    assert read(painted(), "fodfod") == [BurstToken("fodfod")]
    assert read(painted(), "市府說車很多") == [BurstToken("市府說車很多")]
    assert read(painted(), "fodfo\r") == [KeyPress(each) for each in "fodfo\r"]
    assert SEVERAL == 6


def test_one_repeated_key_is_no_paste() -> None:
    assert read(painted(), "j" * 40) == [KeyPress("j")] * 40
    assert read(painted(), "\x1b[B" * 40) == [KeyPress("\x1b[B")] * 40


def test_line_ends_belong_to_a_paste_and_commands_do_not() -> None:
    assert read(painted(), "one\rtwo\n\tthree\r") == [BurstToken("one\rtwo\n\tthree\r")]
    assert read(painted(), "\x06一二三四五六\x1b[A") == [
        KeyPress("\x06"), BurstToken("一二三四五六"), KeyPress("\x1b[A"),
    ]  # fmt: skip


def test_a_paste_of_several_reads_is_one() -> None:
    bursts = painted()
    assert read(bursts, "ab" * WHOLE, 1.0) == [BurstToken("ab" * WHOLE)]
    assert read(bursts, "f\r", 1.2) == [BurstToken("f\r")]
    assert read(bursts, "f", 1.3) == [KeyPress("f")]
    assert read(bursts, "abcdef", 5.0) == [BurstToken("abcdef")]
    assert read(bursts, "f", 5.005) == [BurstToken("f")]
    assert read(bursts, "\r", 5.1) == [KeyPress("\r")]


def test_sixteen_keys_are_typed_ahead_and_more_are_a_paste() -> None:
    ahead = "jf" * (AHEAD // 2)
    assert read(Bursts(), ahead) == [KeyPress(each) for each in ahead]
    assert read(Bursts(), ahead + "d") == [BurstToken(ahead + "d")]
    assert read(Bursts(), "j" * 60) == [KeyPress("j")] * 60
    bursts = Bursts()
    assert read(bursts, ahead) == [KeyPress(each) for each in ahead]
    assert read(bursts, "fo") == [BurstToken("fo")]


def test_what_an_input_method_makes() -> None:
    assert composed("市府說，「車」很多。")
    assert not composed("市府說\n車")
    assert not composed("市府abc")

"""Bytes from a terminal become keys, pastes and reports; replies become nothing."""

from __future__ import annotations

import random

import pytest

from reader.tui.terminal.pastes import LARGEST
from reader.tui.terminal.sequences import ESCAPE_DELAY, INTRODUCER_DELAY, PATIENCE, Splitter
from reader.tui.terminal.tokens import KeyPress, Paste, SizeReport, TerminalReport, Token

REPLIES = {
    "XTVERSION": b"\x1bP>|foot(1.21.0)\x1b\\",
    "DA1": b"\x1b[?62;22c",
    "DA2": b"\x1b[>1;4000;13c",
    "DA3": b"\x1bP!|00000000\x1b\\",
    "OSC 10": b"\x1b]10;rgb:ffff/0000/ffff\x1b\\",
    "OSC 11, ended by BEL": b"\x1b]11;rgb:0f0f/dddd/1a1a\x07",
    "OSC 52": b"\x1b]52;c;ZmYgb28K\x1b\\",
    "colour scheme": b"\x1b[?997;1n",
    "XTGETTCAP": b"\x1bP1+r544e=787465726d\x1b\\",
    "DECRQSS": b"\x1bP1$r0;1m\x1b\\",
    "kitty graphics": b"\x1b_Gi=31;ENOENT:no\x1b\\",
    "title": "\x1b]l題目 f o d\x1b\\".encode(),
    "window": b"\x1b[8;24;80t",
    "cursor": b"\x1b[12;40R",
    "kitty keyboard": b"\x1b[?25u",
    "privacy message": b"\x1b^ffoo\x1b\\",
    "start of string": b"\x1bXffoo\x1b\\",
    "eight bits": b"\x90>|foot\x9c",
    "C1 in UTF-8": "\x9d11;rgb:ff/ff/ff\x9c".encode(),
    "unknown control": b"\x1b[?1;2;3;4 f",
    "a key's number that no key has": b"\x1b[102~",
    "a key let go": b"\x1b[1;1:3B",
    "broken off by CAN": b"\x1bP>|foo\x18",
    "broken off by SUB": b"\x1b]11;foo\x1a",
    "broken off by another": b"\x1bP>|foo\x1b[?62;22c",
    "old mouse": b"\x1b[M fo",
    "long parameters": b"\x1b[" + b"1;" * 5000 + b"f",
    "a character that holds 9C": b"\x1b]l\xe6\x9c\xaa f\x1b\\",
}
SLOW = 0.3
"""Seconds that a bad line holds back the rest of a reply."""


def keys(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens if isinstance(token, KeyPress)]


def sent(splitter: Splitter, *reads: bytes, pause: float = 0.0) -> list[Token]:
    """The tokens of some reads, and of the time after them."""
    tokens, now = [], 0.0
    for read in reads:
        tokens += splitter.feed(read, now)
        now += pause
        if splitter.deadline is not None and splitter.deadline <= now:
            tokens += splitter.expire(now)
    return tokens


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_is_swallowed_and_the_keys_beside_it_are_not(name: str) -> None:
    assert keys(sent(Splitter(), b"j" + REPLIES[name] + b"k")) == ["j", "k"]


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_that_is_cut_anywhere_is_swallowed(name: str) -> None:
    reply = REPLIES[name]
    for cut in range(1, min(len(reply), 200)):
        assert keys(sent(Splitter(), reply[:cut], reply[cut:] + b"k")) == ["k"], cut
    assert keys(sent(Splitter(), *(bytes((byte,)) for byte in reply), b"k", pause=0.001)) == ["k"]


@pytest.mark.parametrize("name", REPLIES)
def test_the_rest_of_a_reply_comes_late(name: str) -> None:
    reply = REPLIES[name]
    for cut in range(1, min(len(reply), 200)):
        found = keys(sent(Splitter(), reply[:cut], reply[cut:], b"k", pause=SLOW))
        late = {"\x1b", reply[:2].decode("latin-1")}  # ESC was the escape key long before
        assert found[-1] == "k", (cut, found)
        assert set(found[:-1]) <= late, (cut, found)
        assert len(found) <= 2, (cut, found)


def test_a_reply_of_megabytes_leaves_nothing() -> None:
    splitter = Splitter()
    assert splitter.feed(b"\x1b]52;c;", 0.0) == []
    for _ in range(1000):
        assert splitter.feed(b"ZmZm" * 1024, 0.0) == []
    assert len(splitter._kept) < 16
    assert keys(sent(splitter, b"\x07f")) == ["f"]


def test_escape_is_a_key_at_once() -> None:
    splitter = Splitter()
    assert splitter.feed(b"\x1b", 10.0) == []
    assert splitter.deadline == pytest.approx(10.0 + ESCAPE_DELAY)
    assert splitter.expire(10.0 + ESCAPE_DELAY / 2) == []
    assert splitter.expire(10.0 + ESCAPE_DELAY) == [KeyPress("\x1b")]
    assert splitter.deadline is None


@pytest.mark.parametrize("key", ["P", "]", "_", "^", "X", "[", "O", "j", "觀", "\r"])
def test_alt_and_a_key(key: str) -> None:
    splitter = Splitter()
    found = splitter.feed(f"\x1b{key}".encode(), 0.0)
    assert found + splitter.expire(INTRODUCER_DELAY) == [KeyPress(f"\x1b{key}")]


@pytest.mark.parametrize("reply", ["]11;rgb:0f/0f/0f\x07", "P>|foot(1.21.0)\x1b\\", "[A", "[I"])
def test_an_introducer_that_a_slow_line_holds_back_a_little(reply: str) -> None:
    splitter = Splitter()
    assert splitter.feed(f"\x1b{reply[0]}".encode(), 0.0) == []
    assert splitter.expire(INTRODUCER_DELAY * 0.9) == []
    found = splitter.feed(reply[1:].encode(), INTRODUCER_DELAY * 0.9)
    assert keys(found) == (["\x1b[A"] if reply == "[A" else [])


def test_what_rxvt_calls_no_key_is_none() -> None:
    splitter = Splitter()
    assert splitter.feed(b"\x1b[1$", 0.0) == []
    assert splitter.expire(ESCAPE_DELAY) == []
    assert splitter.feed(b"o", 0.06) == []
    splitter = Splitter()
    splitter.feed(b"\x1b[23$", 0.0)
    assert splitter.expire(ESCAPE_DELAY) == [KeyPress("\x1b[23$")]


@pytest.mark.parametrize("key", ["P", "]", "_", "^", "X", "[", "O", "f", "\\", "觀"])
def test_a_key_soon_after_escape_is_a_key(key: str) -> None:
    found = sent(Splitter(), b"\x1b", key.encode(), b"j", pause=SLOW)
    assert keys(found) == ["\x1b", key, "j"]


def test_two_characters_a_second_after_escape_are_keys() -> None:
    assert keys(sent(Splitter(), b"\x1b", b"]f", pause=1.2)) == ["\x1b", "]", "f"]


@pytest.mark.parametrize(
    "reads",
    [
        (b"\x1b", 1.5, b"[O"), (b"\x1b[", 1.5, b"O"), (b"\x1b", 4.0, b"[I"),
        (b"\x1bP", 3.0, b"!|", 0.15, b"4f4f\x1b\\"), (b"\x1b]", 2.0, b"11;rgb:0f/0f/0f\x07"),
    ],
)  # fmt: skip
def test_what_can_be_nobodys_is_a_reply_for_longer(reads: tuple[bytes | float, ...]) -> None:
    splitter, now, found = Splitter(), 0.0, []
    for each in reads:
        if isinstance(each, float):
            now += each
            found += splitter.expire(now)
        else:
            found += splitter.feed(each, now)
    assert [key for key in keys(found) if not key.startswith("\x1b")] == []
    assert keys(splitter.feed(b"f", now + 1)) == ["f"]


def test_what_is_never_ended_is_given_up() -> None:
    for begun in (b"\x1bP>|foo", b"\x1b[1;2", b"\x1b]11;\xe6"):
        splitter = Splitter()
        assert sent(splitter, begun) == []
        assert splitter.expire(PATIENCE) == []
        assert keys(splitter.feed(b"f", PATIENCE + 0.1)) == ["f"]


def test_escape_breaks_off_a_string_that_does_not_end() -> None:
    splitter = Splitter()
    assert sent(splitter, b"\x1bP>|foo") == []
    assert keys(sent(splitter, b"\x1b", b"j", pause=SLOW)) == ["j"]


@pytest.mark.parametrize(
    ("sequence", "passed"),
    [
        ("\x1b[A", "\x1b[A"), ("\x1bOP", "\x1bOP"), ("\x1b[1;5C", "\x1b[1;5C"),
        ("\x1b[[A", "\x1b[[A"), ("\x1b[7^", "\x1b[7^"), ("\x1b[97;;97u", "\x1b[97;;97u"),
        ("\x1b[97:65;2u", "\x1b[97;2u"), ("\x1b[1;1:1B", "\x1b[1;1B"), ("\x1b[27u", "\x1b[27u"),
        ("\x1b[27;5;9~", "\x1b[27;5;9~"), ("\x1b[Z", "\x1b[Z"),
    ],
)  # fmt: skip
def test_keys_with_sequences(sequence: str, passed: str) -> None:
    assert sent(Splitter(), sequence.encode()) == [KeyPress(passed)]


@pytest.mark.parametrize(
    "sequence",
    ["[1114112u", "[55296u", "[97;99999u", "[1;0A", "[102;1A", "[5A", "[99~", "[97;1;55296u",
     "[::u", "[;;u", "[<1;2M", "[<9999;1;1M", "[?2026;9$y", "[48;0;0;1;1t", "[48;9999;9999;1;1t"],
)  # fmt: skip
def test_sequences_that_no_terminal_sends_are_swallowed(sequence: str) -> None:
    assert sent(Splitter(), f"\x1b{sequence}".encode()) == []


def test_reports_that_are_asked_for() -> None:
    found = sent(Splitter(), b"\x1b[<0;5;6M\x1b[I\x1b[O\x1b[?2026;2$y\x1b[48;32;100;0;0t")
    assert found[:-1] == list(
        map(TerminalReport, ("\x1b[<0;5;6M", "\x1b[I", "\x1b[O", "\x1b[?2026;2$y"))
    )
    assert found[-1] == SizeReport(32, 100, 0, 0)


def test_a_paste_is_kept_to_its_end_without_what_a_terminal_obeys() -> None:
    text = "\x1b[31m紅\x1b[0m\r\n\t第二行\x1b]52;c;SkkwMQ==\x07\x9b2J\x00\x07q\x1bPopen"
    data = b"\x1b[200~" + text.encode() + b"\x1b[201~"
    wanted = [Paste("紅\r\n\t第二行qopen"), KeyPress("q")]
    assert sent(Splitter(), data + b"q") == wanted
    for cut in range(1, len(data)):
        if cut not in range(1, 6):  # within the opening bracket it is a reply torn apart
            assert sent(Splitter(), data[:cut], data[cut:], b"q", pause=SLOW) == wanted, cut


def test_a_paste_that_is_too_long_says_what_is_lost() -> None:
    (found,) = sent(Splitter(), b"\x1b[200~" + b"x" * (LARGEST + 7) + b"\x1b[201~")
    assert found == Paste("x" * LARGEST, 7)


def test_a_paste_that_is_never_ended_gives_the_keys_back() -> None:
    splitter = Splitter()
    assert sent(splitter, "\x1b[200~文字".encode()) == []
    assert splitter.expire(PATIENCE) == [Paste("文字")]
    assert keys(splitter.feed(b"f", PATIENCE + 1)) == ["f"]


def test_bytes_that_are_no_characters() -> None:
    assert keys(sent(Splitter(), b"\xff\xed\xa0\x80", "觀".encode("big5"), b"f"))[-2:] == ["[", "f"]


def test_any_bytes_at_any_time() -> None:
    """Whatever comes, splitting goes on, keeps little, and is over some time later."""
    chance = random.Random(20251014)
    alphabet = (
        b"\x1b\x1b\x1b[]OP_^X\\\x07\x18\x9b\x9c\xe6\x9c\xaa0123456789;:?<>$ ~uMtRABcf200~201~"
    )
    for _ in range(300):
        splitter, now = Splitter(), 0.0
        for _ in range(60):
            now += chance.choice((0.0, 0.001, 0.03, 0.3, 2.0, 6.0))
            splitter.expire(now)
            if chance.random() < 0.8:
                data = bytes(chance.choices(alphabet, k=chance.randint(1, 12)))
            else:
                data = chance.randbytes(8)
            splitter.feed(data, now)
        splitter.expire(now + 2 * PATIENCE)
        assert splitter.deadline is None
        assert KeyPress("f") in splitter.feed(b"f", now + 4 * PATIENCE)

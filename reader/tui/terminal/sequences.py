"""Bytes from the terminal, split into keys, pastes and reports by the grammar of ECMA-48.

A reply that nobody asked for is swallowed whole, however it is cut: control sequences (CSI) up to
their final byte, device control, operating system, application, privacy and other strings (DCS,
OSC, APC, PM, SOS) up to ST, and for OSC also BEL. CAN, SUB and ESC break all of them off.

ESC is a key, too, and a slow line tears it from what belongs to it. So:

- what follows within ESCAPE_DELAY belongs to it;
- alone it is the escape key; an introducer behind it that nothing follows for INTRODUCER_DELAY is
  alt and that key;
- a read within a second after it that begins with an introducer and has more than one character
  is the rest of a reply, not keys (`doubt.py`).
"""

from __future__ import annotations

import re
from enum import Enum, auto

from reader.tui.terminal import known
from reader.tui.terminal.doubt import ESCAPE as ESCAPED
from reader.tui.terminal.doubt import PATIENCE, STRINGS, Doubt
from reader.tui.terminal.doubt import ST as STRING_END
from reader.tui.terminal.pastes import Pasting
from reader.tui.terminal.tokens import KeyPress, SizeReport, TerminalReport, Token

ESCAPE_DELAY = 0.025
"""Seconds after which ESC was the escape key."""
INTRODUCER_DELAY = 0.3
"""Seconds after which an introducer behind ESC was alt and that key: hardly anybody's, but how a
slow line often cuts a reply."""
LONGEST = 96
"""Bytes of a control sequence that are looked at; a longer one is swallowed."""

ESC = 0x1B
CAN, SUB, ST = 0x18, 0x1A, 0x9C
_EIGHT_BIT = {0x8F: ord("O"), 0x90: ord("P"), 0x98: ord("X"), 0x9B: ord("["), 0x9D: ord("]"),
              0x9E: ord("^"), 0x9F: ord("_")}  # fmt: skip
"""C1 controls, as one byte or in UTF-8, and what follows ESC in their place."""
_LENGTHS = {**dict.fromkeys(range(0xC2, 0xE0), 2), **dict.fromkeys(range(0xE0, 0xF0), 3),
            **dict.fromkeys(range(0xF0, 0xF5), 4)}  # fmt: skip
"""Bytes of a character in UTF-8, by its first one."""
_STOP = re.compile(rb"[\x07\x18\x1a\x1b\x80-\xff]")
_RXVT = re.compile(rb"(?:[2-8]|1[1-57-9]|2[013-689]|3[1-4])\$")


class _State(Enum):
    GROUND = auto()
    ESCAPE = auto()
    INTRODUCED = auto()  # ESC and an introducer: alt and a key, if nothing follows
    CONTROL = auto()
    SHIFT = auto()
    STRING = auto()
    PASTE = auto()
    SKIP = auto()  # an old mouse report's three bytes, or the letter of a Linux console's key


class Splitter:
    """Splitter of reads into tokens. Times are monotonic seconds, given by the caller."""

    def __init__(self) -> None:
        self._state = _State.GROUND
        self._kept = bytearray()  # of a character or a sequence
        self._pasting = Pasting()
        self._introducer = 0
        self._broken_off = False  # whether ESC came within a string
        self._left = 0  # bytes to skip; in a string, of a character
        self._deadline: float | None = None
        self._doubt = Doubt()
        self._tokens: list[Token] = []
        self._now = 0.0

    @property
    def deadline(self) -> float | None:
        """The time at which something is decided if nothing comes until then."""
        return self._deadline

    def feed(self, data: bytes, now: float) -> list[Token]:
        """The tokens that are complete with a read."""
        self._now = now
        if self._state is _State.GROUND and not self._kept:
            data = self._doubt.before(data, now) + data
        at = 0
        while at < len(data):
            if self._state is _State.PASTE:
                at = self._pasting.take(data, at)
                self._end_paste(ended=self._pasting.ended)
            elif self._state is _State.STRING:
                at = self._take_string(data, at)
            else:
                at += self._take(data[at])
        self._set_deadline()
        return self._hand_out()

    def expire(self, now: float) -> list[Token]:
        """The tokens that are decided because nothing came until now."""
        if self._deadline is None or now < self._deadline:
            return []
        state, kept = self._state, bytes(self._kept)
        if state is _State.PASTE:
            self._end_paste()
        elif kept and state in (_State.GROUND, _State.ESCAPE):
            self._character()
        elif state is _State.ESCAPE:
            if not self._broken_off:
                self._tokens.append(KeyPress("\x1b"))
            self._doubt.remember(STRING_END if self._broken_off else ESCAPED, self._now)
        elif state is _State.INTRODUCED:
            alone = b"\x1b" + bytes((self._introducer,))
            self._tokens.append(KeyPress(alone.decode()))
            self._doubt.remember(alone, self._now)
        elif _RXVT.fullmatch(kept):
            self._tokens.append(KeyPress(f"\x1b[{kept.decode()}"))
        self._rest()
        self._set_deadline()
        return self._hand_out()

    def _hand_out(self) -> list[Token]:
        tokens, self._tokens = self._tokens, []
        return tokens

    def _rest(self) -> None:
        """Return to the ground state."""
        self._state = _State.GROUND
        self._kept.clear()
        self._left = 0
        self._broken_off = False

    # time

    def _set_deadline(self) -> None:
        state = self._state
        if state is _State.GROUND and not self._kept:
            self._deadline = None
        elif state is _State.ESCAPE or (state is _State.CONTROL and _RXVT.fullmatch(self._kept)):
            self._deadline = self._now + ESCAPE_DELAY
        elif state is _State.INTRODUCED:
            self._deadline = self._now + INTRODUCER_DELAY
        else:
            self._deadline = self._now + PATIENCE

    # bytes

    def _take(self, byte: int) -> int:
        """Take a byte; 0 if it has to be looked at once more, because it ended something else."""
        match self._state:
            case _State.INTRODUCED:
                return self._take_introduced(byte)
            case _State.CONTROL:
                return self._take_control(byte)
            case _State.SHIFT:
                return self._take_shift(byte)
            case _State.SKIP:
                return self._take_skipped(byte)
        if self._kept:
            if not 0x80 <= byte <= 0xBF:
                self._character()
                return 0
            self._kept.append(byte)
            if len(self._kept) == _LENGTHS[self._kept[0]]:
                self._character()
        elif byte in _LENGTHS:
            self._kept.append(byte)
        elif self._state is _State.ESCAPE:
            self._take_escaped(byte)
        elif byte == ESC:
            self._escape()
        elif byte in _EIGHT_BIT:
            self._introduce(_EIGHT_BIT[byte])
        else:
            self._tokens.append(KeyPress(chr(byte) if byte < 0x80 else "\ufffd"))
        return 1

    def _character(self) -> None:
        """Emit a character of several bytes, or as much of it as has come."""
        text = self._kept.decode(errors="replace")
        escaped, broken_off = self._state is _State.ESCAPE, self._broken_off
        self._rest()
        if "\x80" <= text <= "\x9f":
            if ord(text) in _EIGHT_BIT:
                self._introduce(_EIGHT_BIT[ord(text)])
        elif not broken_off:
            first = "\x1b" if escaped else ""
            self._tokens += [KeyPress(first + text[0]), *map(KeyPress, text[1:])]

    def _escape(self, *, broken_off: bool = False) -> None:
        self._rest()
        self._state = _State.ESCAPE
        self._broken_off = broken_off

    def _introduce(self, introducer: int, *, key: bool = False) -> None:
        """Begin a sequence, unless it may be alt and a key."""
        self._rest()
        self._introducer = introducer
        self._state = _State.INTRODUCED if key else self._introduced

    def _take_escaped(self, byte: int) -> None:
        """Take the byte behind ESC."""
        broken_off = self._broken_off
        if byte == ESC:
            if not broken_off:
                self._tokens.append(KeyPress("\x1b"))
            self._escape()
        elif byte in STRINGS + b"[O":
            self._introduce(byte, key=not broken_off)
        else:
            self._rest()
            if broken_off or byte == ord("\\"):  # ST, or its substitute
                return
            character = chr(byte) if byte < 0x80 else "\ufffd"
            apart = byte in (CAN, SUB) or byte >= 0x80
            self._tokens += map(KeyPress, ("\x1b", character) if apart else ("\x1b" + character,))

    def _take_introduced(self, byte: int) -> int:
        """Take the first byte of a sequence: from here on it is one."""
        if byte == ESC:
            self._escape()
        elif byte in (CAN, SUB):
            self._rest()
        else:
            self._state = self._introduced
            return 0
        return 1

    @property
    def _introduced(self) -> _State:
        states = {ord("["): _State.CONTROL, ord("O"): _State.SHIFT}
        return states.get(self._introducer, _State.STRING)

    def _take_control(self, byte: int) -> int:
        kept = self._kept
        if byte == ESC:
            self._escape()
        elif byte in (CAN, SUB):
            self._rest()
        elif byte >= 0x80:
            self._rest()
            return 0
        elif 0x20 <= byte <= 0x3F:
            if len(kept) < LONGEST:
                kept.append(byte)
        elif byte == ord("[") and not kept:
            self._skip(1)
        elif 0x40 <= byte <= 0x7E:
            self._control(kept.decode() + chr(byte) if len(kept) < LONGEST else "")
        return 1

    def _control(self, sequence: str) -> None:
        """Act on a control sequence, without its ESC [."""
        self._rest()
        if sequence == "200~":
            self._state = _State.PASTE
            self._pasting = Pasting()
        elif sequence == "M":
            self._skip(3)
        elif known.report(sequence):
            self._tokens.append(TerminalReport(f"\x1b[{sequence}"))
        elif (size := known.size(sequence)) is not None:
            self._tokens.append(SizeReport(*size))
        elif key := known.key(sequence):
            self._tokens.append(KeyPress(f"\x1b[{key}"))

    def _take_shift(self, byte: int) -> int:
        if byte == ESC:
            self._escape()
        elif byte >= 0x80:
            self._rest()
            return 0
        elif 0x30 <= byte <= 0x3F:  # old terminals' modifiers
            self._kept.append(byte)
            self._kept[1:] = b""
        else:
            final, plain = chr(byte), not self._kept
            self._rest()
            if plain and known.single_shift(final):
                self._tokens.append(KeyPress(f"\x1bO{final}"))
        return 1

    def _skip(self, count: int) -> None:
        self._state = _State.SKIP
        self._left = count

    def _take_skipped(self, byte: int) -> int:
        if byte == ESC:
            self._escape()
            return 1
        self._left -= 1
        if not self._left:
            console = not self._kept and known.key(f"[{chr(byte)}")
            self._rest()
            if console:
                self._tokens.append(KeyPress(f"\x1b[{console}"))
        else:
            self._kept.append(byte)
        return 1

    def _end_paste(self, *, ended: bool = True) -> None:
        if ended:
            self._tokens.append(self._pasting.paste())
            self._rest()

    def _take_string(self, data: bytes, at: int) -> int:
        """Pass over a string; the place of the first byte behind what was looked at."""
        while self._left and at < len(data):  # of a character that a read had cut
            if not 0x80 <= data[at] <= 0xBF:
                self._left = 0
            elif data[at] == ST and self._kept == b"\xc2":
                self._rest()
                return at + 1
            else:
                self._left -= 1
                at += 1
        found = _STOP.search(data, at)
        if found is None:
            return len(data)
        byte = data[found.start()]
        if byte == ESC:
            self._escape(broken_off=True)
        elif byte in (CAN, SUB, ST) or (byte == 0x07 and self._introducer == ord("]")):
            self._rest()
        elif byte in _LENGTHS:
            self._left = _LENGTHS[byte] - 1
            self._kept[:] = data[found.start() : found.end()]
        return found.end()

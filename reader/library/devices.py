"""Identity of this device to a library: kept in the user's state folder, and in no library.

A claim is bound to this machine, the user, and where the library really lies; it names the
library's uuid, and the newest change when it was last left. What cannot be read is no claim, and
where nothing can be written a session is a device of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from secrets import token_hex

from reader.library.intake.held_folders import HeldFolder, held, put, remove
from reader.library.machine_state import state_folder
from reader.store.db.devices import Claim, is_device
from reader.store.db.file_identity import MODE, read_plain

FOLDER = "devices"
"""The folder of claims in the state folder."""

MACHINE = "machine"
"""Names this machine in the state folder, where the system does not."""

MACHINES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
"""Files in which systemd and D-Bus name a machine."""

MOST = 500
"""Claims that are kept; those that were not used for the longest time go."""

LARGEST = 1000
"""Bytes of a claim that is read."""

_ID = re.compile(r"[0-9a-f]{32}")
_NAME = re.compile(r"[0-9a-f]{32}\.json")


class Devices:
    """The claim on the library in one folder; `store.devices.Claims`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._state = state_folder()  # once: what a session has begun it ends in the same folder

    def read(self, library: str) -> Claim | None:
        """The claim, if it is about the library with this uuid."""
        with suppress(OSError), self._folder() as folder:
            found = _claim(folder, self._name(folder))
            if found is not None and found[0] == library:
                return found[1]
        return None

    def write(self, library: str, claim: Claim) -> None:
        """Keep a claim; where nothing can be kept it holds for this session alone."""
        data = json.dumps({"library": library, **claim._asdict()}).encode()
        with suppress(OSError):
            self._state.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                (self._state / FOLDER).mkdir(mode=0o700)
            with self._folder() as folder:
                if not _machine(folder):
                    put(folder, MACHINE, token_hex(16).encode(), mode=MODE)
                put(folder, self._name(folder), data, mode=MODE)
                _forget_old(folder)

    def is_taken(self, device: str) -> bool:
        """Whether the library at another path has this device."""
        with suppress(OSError), self._folder() as folder:
            others = set(_names(folder)) - {self._name(folder)}
            claims = filter(None, (_claim(folder, name) for name in others))
            return any(claim.device == device for _, claim in claims)
        return False

    def forget(self) -> None:
        """Take another device id from now on."""
        with suppress(OSError), self._folder() as folder:
            remove(folder, self._name(folder))

    def _folder(self) -> AbstractContextManager[HeldFolder]:
        return held(self._state, (FOLDER,))

    def _name(self, folder: HeldFolder) -> str:
        """File name of the claim: it reveals neither the machine nor the path."""
        user = str(getattr(os, "getuid", lambda: "")())
        facts = ("meipi", _machine(folder), user, os.path.realpath(self._root))
        return f"{hashlib.sha256(os.fsencode(chr(0).join(facts))).hexdigest()[:32]}.json"


def _machine(folder: HeldFolder) -> str:
    """The id of this machine: the system's, else the one made here; "" if there is neither."""
    found = ""
    for path in MACHINES:
        with suppress(OSError, UnicodeDecodeError):
            found = found or path.read_text("ascii")[:40].strip()
    found = found if _ID.fullmatch(found) else (_content(folder, MACHINE) or b"").decode("latin-1")
    return found if _ID.fullmatch(found) else ""


def _content(folder: HeldFolder, name: str) -> bytes | None:
    """Bytes of a plain file of at most LARGEST bytes, else None; no link is followed."""
    try:
        with read_plain(folder.at(name), dir_fd=folder.descriptor) as file:
            plain = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            data = file.read(LARGEST + 1) if plain else b""
    except OSError:
        return None
    return data if 0 < len(data) <= LARGEST else None


def _claim(folder: HeldFolder, name: str) -> tuple[str, Claim] | None:
    """A library's uuid and the claim on it, if a file holds one."""
    try:
        stored = json.loads(_content(folder, name) or b"")
        library, device, seq, stamp = (stored[key] for key in ("library", *Claim._fields))
    except (ValueError, RecursionError, TypeError, KeyError):
        return None
    sound = type(seq) is int and 0 <= seq < 1 << 63 and isinstance(stamp, str)
    if not (isinstance(library, str) and is_device(device) and sound):
        return None
    return library, Claim(device, seq, stamp)


def _names(folder: HeldFolder) -> list[str]:
    where = folder.path if folder.descriptor is None else folder.descriptor
    found = os.listdir(where)  # noqa: PTH208 - an open folder is no path
    return [name for name in found if _NAME.fullmatch(name)]


def _forget_old(folder: HeldFolder) -> None:
    names = _names(folder)
    if len(names) > MOST:
        where = folder.descriptor
        used = {name: os.stat(folder.at(name), dir_fd=where).st_mtime for name in names}
        for name in sorted(names, key=lambda each: used[each])[: len(names) - MOST]:
            remove(folder, name)

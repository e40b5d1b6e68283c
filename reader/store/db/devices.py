"""Device that writes to a library: an id that lies outside of it, on this machine.

So a copy, a library that was moved, and one that was put back from a backup have another one, and
two devices never make the same stamp.
"""

from __future__ import annotations

import re
import sqlite3
from typing import NamedTuple, Protocol, TypeGuard

from reader.store import settings
from reader.store.clocks import stamps
from reader.store.clocks.clock import NO_DEVICE, new_device, uuid7
from reader.store.db.connection import transaction

DEVICE = re.compile(r"[0-9a-f]{8}")


class Claim(NamedTuple):
    """A device of a library, and the newest change that was there when it last left it."""

    device: str
    seq: int = 0
    stamp: str = ""


class DeviceClaims(Protocol):
    """Claims of devices that this machine keeps, for the library at one path."""

    def read(self, library: str) -> Claim | None:
        """The claim, if it is about the library with this uuid."""

    def write(self, library: str, claim: Claim) -> None:
        """Keep a claim; where nothing can be kept it holds for this session alone."""

    def is_taken(self, device: str) -> bool:
        """Whether the library at another path has this device."""


class Nobody:
    """Claims that keep nothing: each session is a device of its own."""

    def read(self, library: str) -> Claim | None:
        """No claim."""
        return None

    def write(self, library: str, claim: Claim) -> None:
        """Keep nothing."""

    def is_taken(self, device: str) -> bool:
        """No: nothing is known of others."""
        return False


def is_device(name: object) -> TypeGuard[str]:
    """Whether something can be the id of a device that makes stamps."""
    return isinstance(name, str) and bool(DEVICE.fullmatch(name)) and name != NO_DEVICE


def begin(connection: sqlite3.Connection) -> None:
    """Make a starter a library of its own."""
    settings.put(connection, settings.LIBRARY, uuid7())
    settings.drop(connection, settings.DEVICE)
    settings.drop(connection, settings.STARTER)


def identify(connection: sqlite3.Connection, claims: DeviceClaims) -> str:
    """The device whose stamps are made here, for a library that is its reader's own.

    Older versions kept it in the library, which goes on with it if no other has it. One whose
    newest change is not that which was left there was put back, or is another's copy.
    """
    library = settings.get(connection, settings.LIBRARY)
    if library is not None and settings.get(connection, settings.DEVICE) is None:
        claim = claims.read(library)
        if claim is not None and _goes_on(connection, claim):
            return claim.device
    with transaction(connection):  # one process after the other
        return _claimed(connection, claims)


def _claimed(connection: sqlite3.Connection, claims: DeviceClaims) -> str:
    library = settings.get(connection, settings.LIBRARY)
    if library is None:
        library = uuid7()
        settings.put(connection, settings.LIBRARY, library)
    within = settings.get(connection, settings.DEVICE)
    settings.drop(connection, settings.DEVICE)
    claim = claims.read(library)
    if claim is not None and _goes_on(connection, claim):
        return claim.device
    device = within if claim is None and is_device(within) else new_device()
    claims.write(library, Claim(device, *stamps.newest(connection)))
    if claims.is_taken(device):  # asked afterwards, so that of two at once not both keep it
        device = new_device()
        claims.write(library, Claim(device, *stamps.newest(connection)))
    return device


def leave(connection: sqlite3.Connection, claims: DeviceClaims, device: str) -> None:
    """Keep up to which change this machine knows the library, unless it became another device."""
    library = settings.get(connection, settings.LIBRARY) or ""
    claim = claims.read(library)
    if claim is not None and claim.device == device:
        claims.write(library, Claim(device, *stamps.newest(connection)))


def _goes_on(connection: sqlite3.Connection, claim: Claim) -> bool:
    """Whether the change that was the newest is there."""
    return claim.seq == 0 or stamps.at(connection, claim.seq) == claim.stamp

"""Abilities of a disk that a database needs (room, shared memory, locks), and the disk's kind.

Network drives and folders that a virtual machine shares often lack the last two, and SQLite then
says "disk I/O error" or "database is locked", as it does for quite other reasons.
"""

from __future__ import annotations

import errno
import os
import shlex
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

from reader.store.db.file_identity import MODE, TAKEN

SHARED_MEMORY = 32 * 1024
"""Bytes of shared memory that a write-ahead log begins with."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

_REMOTE = {
    "9p", "afs", "afpfs", "ceph", "cifs", "davfs", "drvfs", "glusterfs", "lustre", "ncpfs", "nfs",
    "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
}  # fmt: skip
"""File systems of other machines; those under FUSE are taken for such, too."""

_SYNCED = (
    ("Syncthing", (".stfolder",), ()),
    ("Dropbox", (".dropbox", ".dropbox.cache"), ("Dropbox",)),
    ("iCloud Drive", (), ("Mobile Documents", "com~apple~CloudDocs", "iCloudDrive")),
    ("OneDrive", (), ("OneDrive",)),
    ("Google Drive", (".tmp.drivedownload",), ("Google Drive", "GoogleDrive", "My Drive")),
    ("Nextcloud", (".nextcloudsync.log", ".sync_*.db", "._sync_*.db"), ("Nextcloud",)),
    ("堅果雲", (), ("Nutstore Files", "我的坚果云", "我的堅果雲")),
)
"""Services that keep a folder alike on several computers: what they put into it, its names."""


def lack(path: Path) -> str:
    """Code of the error for what the disk of a database lacks; empty if nothing, or if unknown.

    `disk_full`, `library_unshared` (no shared memory) or `library_unlocked` (no locks). It is tried
    with a file beside the database, which is gone afterwards: opening and closing the database
    itself would drop the locks that this process has on it (POSIX).
    """
    tried = path.with_name(f"{path.name}.new-{token_hex(4)}-shm")
    try:
        descriptor = os.open(tried, os.O_CREAT | os.O_EXCL | os.O_RDWR, MODE)
    except OSError as error:
        return "disk_full" if error.errno in _NO_ROOM else ""
    try:
        return _lack(descriptor)
    finally:
        os.close(descriptor)
        tried.unlink(missing_ok=True)


def _lack(descriptor: int) -> str:
    import mmap

    try:
        if os.write(descriptor, bytes(SHARED_MEMORY)) < SHARED_MEMORY:
            return "disk_full"
    except OSError as error:
        return "disk_full" if error.errno in _NO_ROOM else ""
    try:
        mmap.mmap(descriptor, SHARED_MEMORY).close()
    except OSError:
        return "library_unshared"
    try:
        import fcntl
    except ImportError:
        return ""
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return "" if error.errno in TAKEN else "library_unlocked"
    return ""


def error_params(path: Path) -> dict[str, str]:
    """Parameters of an error about the disk: its `kind`, and a command line that makes a `copy`."""
    root, home = path.parent, Path.home()
    names = ("meipi-library", *(f"meipi-library-{number}" for number in range(2, 100)))
    copy = next((home / name for name in names if not (home / name).exists()), home / names[0])
    source, target = shlex.quote(str(root)), shlex.quote(str(copy))
    return {
        "kind": kind(root),
        "copy": f"cp -R {source} {target} && meipi --library {target}",
    }


def kind(folder: Path) -> str:
    """The name of a folder's file system, as Linux has it; empty where it is unknown."""
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape").splitlines()
        place = folder.resolve()
    except OSError:
        return ""
    found = (0, "")
    for mount in mounts:
        before, _, after = mount.partition(" - ")
        point = Path(before.split()[4].encode().decode("unicode_escape", "replace"))
        if place.is_relative_to(point):
            found = max(found, (len(point.parts), after.split()[0]), key=lambda each: each[0])
    return found[1]


def is_remote(kind: str) -> bool:
    """Whether a file system is that of another machine."""
    return kind in _REMOTE or kind.startswith("fuse.")


def service(folder: Path) -> str:
    """The name of the service that keeps a folder alike on several computers; empty if none is."""
    return next(_services(folder.absolute()), "")


def _services(folder: Path) -> Iterator[str]:
    for place in (folder, *folder.parents):
        for name, marks, names in _SYNCED:
            named = any(place.name == each or place.name.startswith(f"{each} ") or
                        place.name.startswith(f"{each}-") for each in names)  # fmt: skip
            if named or any(_holds(place, mark) for mark in marks):
                yield name


def _holds(place: Path, mark: str) -> bool:
    try:
        return any(place.glob(mark)) if "*" in mark else (place / mark).exists()
    except OSError:
        return False

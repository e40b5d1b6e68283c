"""The backup of the day: made in a thread of its own, when the library rests after a write."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from reader.errors import LibraryError
from reader.store.backup.backup_files import DAILY

AGAIN = 3600.0
"""Seconds until a backup is tried again that could not be made."""

PAUSE = 0.005
"""Seconds between two steps of copying, so that reading goes on undisturbed."""

FAREWELL = 0.5
"""Seconds that leaving waits at most for a backup to be abandoned."""


class Daily:
    """Daily backup; neither starting, nor writing, nor leaving waits for it.

    `keep` is for how many days the last backup is kept; 0 makes none. A backup that cannot be
    made breaks nothing: `meipi doctor` reports it, and it is tried again after an hour.
    """

    def __init__(self, path: Path, keep: int = DAILY, pause: float = PAUSE) -> None:
        self.keep = keep
        self._path = path
        self._pause = pause
        self._left = threading.Event()
        self._thread: threading.Thread | None = None
        self._not_before = 0.0
        self._failure: Exception | None = None

    def at_rest(self) -> None:
        """Begin the backup of the day if there is none yet; called when what was written rests."""
        if not self.keep or self._left.is_set() or time.monotonic() < self._not_before:
            return
        if self._thread is not None and self._thread.is_alive():
            return
        from reader.store.backup.backups import is_due

        if is_due(self._path):
            self._thread = threading.Thread(target=self._run, name="backup", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Abandon what is being made; nothing half made stays.

        Raises, once, an unexpected error.
        """
        self._left.set()
        if self._thread is not None:
            self._thread.join(FAREWELL)
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure

    def _run(self) -> None:
        from reader.store.backup.backups import AbandonedError, back_up, rotate

        try:
            back_up(self._path, "", abandoned=self._left.is_set, pause=self._pause)
            rotate(self._path, self.keep)
        except (AbandonedError, LibraryError, OSError):
            self._not_before = time.monotonic() + AGAIN
        except Exception as error:
            self._failure = error

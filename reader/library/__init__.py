"""A library on disk: what crosses the rooms below, one module a use."""

from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.library.open import locate, open_library

if TYPE_CHECKING:
    # Argument of actions; it comes with the writer, which is loaded at the first write.
    from reader.store.edits import Edits as Edits

__all__ = ["Library", "locate", "open_library"]

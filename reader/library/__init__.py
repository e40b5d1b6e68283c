"""A library on disk: what crosses the rooms below, one module a use."""

from reader.library.library import Library
from reader.library.open import locate, open_library
from reader.store.edits import Edits

__all__ = ["Edits", "Library", "locate", "open_library"]

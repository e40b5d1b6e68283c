"""Looking at a database for what is wrong, without changing a byte of it.

Each check is a generator of what it found, so that a repair can go through the same again; what is
found is a `Finding`, one a kind.
"""

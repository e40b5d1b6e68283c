"""A library in a git checkout: what git would take along is kept out of it."""

"""Pure functions on Chinese text: no files, no SQL, no screen, no heavy imports."""

"""Libraries of earlier versions that the tests open: `python -m tools.old_libraries`."""

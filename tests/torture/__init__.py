"""Scenarios that try to break the program: `python -m tests.torture`, or `make torture`."""

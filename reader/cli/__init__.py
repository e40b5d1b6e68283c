"""The command line: one module a group of commands."""

VERSION = "0.1.0"

COMMANDS = {
    "read": "reading",
    "show": "showing",
    "convert": "converting",
    "add": "adding",
    "feeds": "feeds",
    "list": "listing",
    "search": "searching",
    "changes": "changes",
    "stats": "counting",
    "annotate": "annotating",
    "export": "exporting",
    "doctor": "doctoring",
}
"""The module of each command; it is imported when the command is used."""

"""The command line: one module a group of commands."""

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
    "undo": "undoing",
    "redo": "redoing",
    "export": "exporting",
    "doctor": "doctoring",
}
"""The module of each command; it is imported when the command is used."""

SUMMARIES = {
    "read": "Open an article for reading; `meipi ARTICLE` does the same.",
    "show": "Print an article as text or JSON.",
    "convert": "Convert a text between the Chinese scripts, as OpenCC does.",
    "add": "Bring articles in: files, folders, addresses.",
    "feeds": "List, add, remove and refresh feeds.",
    "list": "List the articles, newest first, with their tags.",
    "search": "Search texts, titles and notes.",
    "changes": "Print what the publisher changed in an article.",
    "stats": "Count annotations by section, source, status and annotator.",
    "annotate": "Annotate a passage by its words.",
    "undo": "Take back what was done last.",
    "redo": "Do again what was taken back last.",
    "export": "Write annotations in a format that other tools read.",
    "doctor": "Check the library, repair it, keep and restore backups.",
}
"""What each command does, in one line, so that the list of them imports none."""

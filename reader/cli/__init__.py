"""The command line: one module a group of commands."""

COMMANDS = {
    "read": "reading",
    "show": "showing",
    "convert": "converting",
    "add": "adding",
    "remove": "removing",
    "restore": "putting_back",
    "join": "joining",
    "feeds": "feeds",
    "list": "listing",
    "search": "searching",
    "claims": "claims",
    "changes": "changes",
    "stats": "counting",
    "annotate": "annotating",
    "labels": "labels",
    "annotators": "annotators",
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
    "remove": "Take articles out of the library; nothing is deleted.",
    "restore": "Put articles back that were removed.",
    "join": "Make one article of two that are the same.",
    "feeds": "List, add, remove and refresh feeds.",
    "list": "List the articles, newest first, with their tags.",
    "search": "Search texts, titles and notes.",
    "claims": "List the claims of all articles; filter and order them.",
    "changes": "Print what the publisher changed in an article.",
    "stats": "Count annotations by section, source, status and annotator.",
    "annotate": "Annotate a passage by its words.",
    "labels": "List the labels and verdicts; correct, join and remove labels.",
    "annotators": "List who annotated; correct a name, join two persons.",
    "undo": "Take back what was done last.",
    "redo": "Do again what was taken back last.",
    "export": "Write annotations in a format that other tools read.",
    "doctor": "Check the library, repair it, keep and restore backups.",
}
"""A line on each command, so that the list of them imports none."""

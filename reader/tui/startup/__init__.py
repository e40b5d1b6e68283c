"""The start before Textual is loaded: the first page, and keys typed ahead."""

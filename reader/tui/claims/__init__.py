"""The desk: every claim of the library in one list, to sort, to filter and to work on."""

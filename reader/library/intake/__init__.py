"""What comes in: which article it is, its file, its revisions, and what is asked about it."""

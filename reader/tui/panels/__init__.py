"""What opens over the lower part of the page: an annotation, a choice, a list, the help."""

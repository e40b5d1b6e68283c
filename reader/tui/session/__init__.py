"""One open article without a screen: annotations, selection, sentence cursor, orphans."""

"""What makes committed files of the source: tables, texts, the manual page. Not installed."""

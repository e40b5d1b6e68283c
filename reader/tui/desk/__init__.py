"""What the reader is doing, without a screen: the cursor, the marks, the selection."""

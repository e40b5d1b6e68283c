"""What the first library is made of: the sample annotator's marks as text, and what builds it."""

"""Source of the first library: the sample annotator's marks as text, and what builds it."""

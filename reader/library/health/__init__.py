"""Whether everything is in order, and mending what is not."""

"""Statistics over model types: pure functions."""

"""Reports: one article as one HTML page that needs nothing else, and what comes back from it."""

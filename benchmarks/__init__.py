"""Speed of Meipi, measured from outside and given as ratios; see docs/performance.md."""

"""How fast Meipi is, measured from outside and told as ratios; see docs/performance.md."""

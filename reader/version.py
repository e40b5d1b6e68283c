"""Version of Meipi."""

VERSION = "0.1.0"

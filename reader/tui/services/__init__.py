"""Services behind the screens: the folder is watched, feeds are refreshed."""

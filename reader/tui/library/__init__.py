"""The library screen: shelves at the left, the articles of one of them at the right."""

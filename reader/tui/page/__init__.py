"""The page: gutter, text, margin and scrollbar, each a pure function from a row to segments."""

"""Rows with a clock for each field, and the stamps in them."""

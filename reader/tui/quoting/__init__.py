"""Evidence: its source asked for, a page opened to quote from, and a quote looked at again."""

"""The search screen: a line to type in, and what is found below it as it is typed."""

"""What is true and what is allowed: pure values and functions.

No input or output, no clock, no randomness: time, ids and text come in as arguments.
"""

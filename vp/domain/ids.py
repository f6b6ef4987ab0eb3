"""What an id looks like: random, never a number or a year, and no letter like another."""

import re

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base32: no letter that looks like another."""

CASE_ID = re.compile(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")
ENTRY_ID = re.compile(f"[a-z]-[{ALPHABET}]{{6}}")
ENTRY_BEGINNING = re.compile(f"[a-z](-[{ALPHABET}]{{0,6}})?")
"""What may be repeated in a message: the beginning of an entry's id, and no sentence."""

"""Where cases live: sealed files in a folder, their keys in the counsellor's home."""

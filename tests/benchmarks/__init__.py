"""What a counsellor waits for, as ratios measured in one run: `make bench`."""

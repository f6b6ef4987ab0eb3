"""The commands: one file each, named after it. Start with `main`, the index of the program."""

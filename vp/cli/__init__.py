"""The commands: one file each, named after it. Start with `main`, the index of the program."""

import gc

# A command lives for a tenth of a second and makes hardly any rings: looking for them, 25 times
# while typer is imported, takes a fifteenth of that.
gc.set_threshold(50_000)

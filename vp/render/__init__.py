"""How it reads: on the terminal and on paper."""

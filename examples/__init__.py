"""An invented casebook, its published key, and the reports made from it."""

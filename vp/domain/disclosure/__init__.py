"""Disclosure control: the report hides small numbers, and proves that they stay hidden.

Read in this order: `layout` says which cells there are and what ties them together, `sheet` what
must be reached, `suppressor` what is hidden for it (with `opening`), `attacker` what a reader can
work out (with `simplex`), `earlier` and `editions` what he knew already, `certificate` how it is
proven, and `protection` puts it all together. Terms are the field's (Hundepool et al., Handbook
on Statistical Disclosure Control).
"""

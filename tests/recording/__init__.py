"""The recordings in the README: a real session of vp on a terminal, drawn as SVG that moves.

`python -m tests.recording` plays it anew in both languages and writes `examples/vp.LANGUAGE.svg`.
Everything is vp's own; only the pace of the typing is made up.
"""

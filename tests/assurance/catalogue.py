"""Every harness with the figure it must reach: the rows of the table."""

from functools import partial

from tests.assurance import (
    busy,
    canary,
    cuts,
    damaged,
    fuzzing,
    known,
    lives,
    schedules,
    sizes,
    struck,
    writers,
)
from tests.assurance.harness import Harness

HARNESSES = (
    Harness("kill", "SIGKILL at each system call, 25 commands", 5_000, struck.kill_everywhere),
    Harness(
        "errno", "each call on a file fails, ENOSPC EIO EACCES EINTR", 900, struck.fail_everywhere
    ),
    Harness("recovery", "SIGKILL while putting right", 700, struck.kill_recovery_everywhere),
    Harness("cut-ext4", "power cut at each call, ext4", 150, partial(cuts.cut_off, kind="ext4")),
    Harness("cut-btrfs", "power cut at each call, btrfs", 150, partial(cuts.cut_off, kind="btrfs")),
    Harness("cut-xfs", "power cut at each call, xfs", 150, partial(cuts.cut_off, kind="xfs")),
    Harness(
        "cut-forced",
        "power cut, some of it written early, ext4",
        1_000,
        partial(cuts.cut_off, kind="ext4", forced=True),
    ),
    Harness("mutants", "mistakes in the protocol, each caught", 10, known.catch_mutants),
    Harness("writers", "8 writers x 25 notes, one killed", 200, writers.write_together),
    Harness(
        "damage", "each position of case, key, settings, record", 43_000, damaged.damage_everything
    ),
    Harness("cctv", "vectors shared by all age programs", known.VECTORS, known.try_vectors),
    Harness("lives", "lives of 50 steps with mirror, remote, clock", lives.EXAMPLES, lives.live),
    Harness("merge", "triples for each law of merging", known.LAWS, known.merge_lawfully),
    Harness(
        "text", "texts written and read back; cases 2,000", known.LAWS, known.write_and_read_texts
    ),
    Harness("bombs", "shapes of YAML bomb, 1 s and 200 MB each", 12, known.endure_bombs),
    Harness("fuzz", "broken documents at every border", fuzzing.LEAST, fuzzing.fuzz),
    Harness(
        "schedules",
        "schedules; clock +10 years, -1 year",
        schedules.SCHEDULES,
        schedules.keep_schedules,
    ),
    Harness("busy", "identities made beside 16 busy loops", busy.TIMES, busy.seal_while_busy),
    Harness("sizes", "notes, 95 % of which change no size", 10_000, sizes.watch_sizes),
    Harness("canary", "places searched after every command", canary.LEAST, canary.listen),
)

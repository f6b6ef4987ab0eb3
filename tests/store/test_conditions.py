"""What the disks under home and folder must give, found and silent by turns."""

from pathlib import Path

import pytest

from tests.store.conftest import Laptop
from tests.store.test_disks import device, mounts, write
from vp.store import conditions

SOUND = Path(__file__).parent.parent / "machine"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    return tmp_path / "machine"


def keys(laptop: Laptop, machine: Path) -> list[str]:
    found = list(conditions.inspect(laptop.open(), laptop.home, machine))
    assert all(one.repair and one.repair.format(**one.fields) for one in found)
    assert all(one.sentence.format(**one.fields) for one in found)
    return [one.key for one in found]


def test_on_an_encrypted_disk_nothing_is_wrong(laptop: Laptop) -> None:
    assert keys(laptop, SOUND) == []


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("ext4", ["disk"]),
        ("overlay", ["disk"]),
        ("btrfs", ["disk", "snapshots"]),
        ("zfs", ["disk", "snapshots"]),
        ("vfat", ["disk", "stick"]),
        ("tmpfs", ["home_in_memory"]),
        ("nfs4", ["home_elsewhere", "folder_shared"]),
    ],
)
def test_each_kind_of_disk_has_its_findings(
    kind: str, found: list[str], laptop: Laptop, machine: Path
) -> None:
    mounts(machine, f"8:1 / {kind} /dev/sda1")
    device(machine, "8:1")
    assert keys(laptop, machine) == found


def test_encryption_takes_away_that_finding_alone(laptop: Laptop, machine: Path) -> None:
    mounts(machine, "253:0 / btrfs /dev/mapper/root")
    device(machine, "253:0", uuid="CRYPT-LUKS2-0123-root")
    assert keys(laptop, machine) == ["snapshots"]


def test_only_the_folder_on_another_computer(laptop: Laptop, machine: Path) -> None:
    sealed, away = "0:1 / fuse.gocryptfs /dev/fuse", f"0:2 {laptop.folder} cifs //nas/x"
    mounts(machine, sealed, away)
    assert keys(laptop, machine) == ["folder_shared"]


def test_swap_and_windows_and_time_machine(laptop: Laptop, machine: Path) -> None:
    mounts(machine, "0:1 / fuse.gocryptfs /dev/fuse")
    write(machine / "proc/swaps", "Filename\n/dev/sda5 partition 8 0 -2\n")
    write(machine / "proc/sys/kernel/osrelease", "6.6-microsoft-standard-WSL2\n")
    write(machine / "usr/bin/tmutil", "#!/bin/sh\necho '[Included] x'\n")
    (machine / "usr/bin/tmutil").chmod(0o700)
    assert keys(laptop, machine) == ["windows", "time_machine", "swap"]


def test_a_machine_that_cannot_tell_says_so(laptop: Laptop, machine: Path) -> None:
    assert keys(laptop, machine) == ["disk"]

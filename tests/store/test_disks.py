"""Which disk a folder is on and whether it is encrypted, as the machine tells it.

The machine is a folder with what Linux, a Mac or Windows would show; a real btrfs where root can
mount one.
"""

import os
import subprocess
from pathlib import Path

import pytest

from vp.store import disks
from vp.store.disks import Disk

HOME = Path("/home/noor/.local/share/vp")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine that says nothing yet."""
    return tmp_path / "machine"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def mounts(machine: Path, *lines: str) -> None:
    """These are mounted: number, place, kind, source."""
    told = ""
    for line in lines:
        number, place, kind, source = line.split()
        told += f"22 1 {number} / {place} rw,relatime shared:1 - {kind} {source} rw\n"
    write(machine / "proc/self/mountinfo", told)


def device(machine: Path, number: str, *below: str, name: str = "", uuid: str = "") -> None:
    """There is a block device, made of those below."""
    place = machine / "sys/dev/block" / number
    (place / "slaves").mkdir(parents=True)
    for one in below:
        (place / "slaves" / one).symlink_to(machine / "sys/dev/block" / one)
    if uuid:
        write(place / "dm/uuid", f"{uuid}\n")
    if name:
        (machine / "sys/class/block").mkdir(parents=True, exist_ok=True)
        (machine / "sys/class/block" / name).symlink_to(place)


def test_a_plain_disk_and_an_encrypted_one(machine: Path) -> None:
    mounts(machine, "8:1 / ext4 /dev/sda1", "253:0 /home ext4 /dev/mapper/home")
    device(machine, "8:1")
    device(machine, "253:0", "8:2", uuid="CRYPT-LUKS2-0123-home")
    device(machine, "8:2")
    assert disks.disk(HOME, machine) == Disk("ext4", True)
    assert disks.disk(Path("/srv"), machine) == Disk("ext4", False)


def test_volumes_on_an_encrypted_disk_are_encrypted_and_half_of_them_is_not(machine: Path) -> None:
    mounts(machine, "253:1 / xfs /dev/mapper/vg-root", "253:2 /home xfs /dev/mapper/vg-home")
    device(machine, "8:1")
    device(machine, "253:0", "8:1", uuid="CRYPT-LUKS1-0123-pv")
    device(machine, "253:1", "253:0", uuid="LVM-0123")
    device(machine, "253:2", "253:0", "8:1", uuid="LVM-4567")
    assert disks.disk(Path("/srv"), machine).is_encrypted is True
    assert disks.disk(HOME, machine).is_encrypted is False


def test_a_partition_is_as_the_disk_it_is_part_of(machine: Path) -> None:
    mounts(machine, "259:1 / ext4 /dev/md0p1")
    device(machine, "9:0", "253:0")
    device(machine, "253:0", uuid="CRYPT-LUKS2-0123-md")
    write(machine / "sys/dev/block/9:0/md0p1/partition", "1\n")
    (machine / "sys/dev/block/259:1").symlink_to(machine / "sys/dev/block/9:0/md0p1")
    assert disks.disk(HOME, machine).is_encrypted is True


def test_a_disk_without_a_number_of_its_own_is_found_by_its_name(machine: Path) -> None:
    mounts(machine, "0:31 / btrfs /dev/mapper/root", "0:32 /home btrfs /dev/sdb")
    device(machine, "8:16", name="sdb")
    device(machine, "253:0", name="dm-0", uuid="CRYPT-LUKS2-0123-root")
    write(machine / "sys/dev/block/253:0/dm/name", "root\n")
    assert disks.disk(Path("/srv"), machine) == Disk("btrfs", True)
    assert disks.disk(HOME, machine) == Disk("btrfs", False)


@pytest.mark.parametrize(
    ("kind", "source", "is_encrypted"),
    [
        ("zfs", "tank/home", None),
        ("overlay", "overlay", None),
        ("nfs4", "nas:/home", None),
        ("tmpfs", "tmpfs", None),
        ("fuse.gocryptfs", "/dev/fuse", True),
    ],
)
def test_what_is_no_disk_of_its_own(
    kind: str, source: str, is_encrypted: bool | None, machine: Path
) -> None:
    mounts(machine, f"0:40 / {kind} {source}")
    assert disks.disk(HOME, machine) == Disk(kind, is_encrypted)


def test_a_place_with_a_space_and_a_later_mount_over_an_earlier_one(machine: Path) -> None:
    mounts(machine, "8:1 /mijn\\040map ext4 /dev/sda1", "0:9 /mijn\\040map tmpfs tmpfs")
    assert disks.disk(Path("/mijn map/home"), machine) == Disk("tmpfs", None)


def test_swap_counts_where_it_is_not_encrypted(machine: Path) -> None:
    mounts(machine, "8:1 / ext4 /dev/sda1")
    device(machine, "8:1", name="sda1")
    device(machine, "8:5", name="sda5")
    device(machine, "253:9", name="dm-9", uuid="CRYPT-PLAIN-swap")
    head = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
    rest = "\t\tpartition\t8\t\t0\t\t-2\n"
    names = ["/dev/sda5", "/dev/dm-9", "/dev/zram0", "/swapfile"]
    write(machine / "proc/swaps", head + "".join(name + rest for name in names))
    assert disks.open_swap(machine) == ["/dev/sda5", "/swapfile"]


def test_a_machine_that_says_nothing_is_not_guessed_at(machine: Path) -> None:
    assert disks.disk(HOME, machine) == Disk("", None)
    assert disks.open_swap(machine) == []
    assert not disks.is_inside_windows(machine)
    assert not disks.is_in_time_machine(HOME, machine)


def test_linux_inside_windows_is_recognised(machine: Path) -> None:
    write(machine / "proc/sys/kernel/osrelease", "6.6.87.2-microsoft-standard-WSL2\n")
    assert disks.is_inside_windows(machine)


@pytest.mark.parametrize(
    ("said", "is_encrypted"),
    [("FileVault is On.", True), ("FileVault is Off.", False), ("", None)],
)
def test_a_mac_is_asked_itself(said: str, is_encrypted: bool | None, machine: Path) -> None:
    for name, answer in {"fdesetup": said, "tmutil": "[Included] /x"}.items():
        write(machine / "usr/bin" / name, f"#!/bin/sh\necho '{answer}'\n" if answer else "")
        (machine / "usr/bin" / name).chmod(0o700)
    assert disks.disk(HOME, machine).is_encrypted is is_encrypted
    assert disks.is_in_time_machine(HOME, machine)


def test_a_subvolume_of_its_own_is_left_out_of_a_snapshot(tmp_path: Path) -> None:
    image, place = tmp_path / "image", tmp_path / "mounted"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(128 * 1024 * 1024)
    steps = (f"mkfs.btrfs -q {image}", f"mount -o loop {image} {place}")
    for step in steps:
        if os.getuid() or subprocess.run(step.split(), capture_output=True, check=False).returncode:
            pytest.skip("cannot make and mount a btrfs here")
    try:
        (place / "plain").mkdir()
        subprocess.run(["btrfs", "subvolume", "create", place / "own"], check=True)
        (place / "own" / "keys").mkdir()
        (place / "own" / "keys" / "k").write_text("k")
        subprocess.run(["btrfs", "subvolume", "snapshot", place, place / "shot"], check=True)
        assert disks.is_own_subvolume(place / "own")
        assert not disks.is_own_subvolume(place / "plain")
        assert list((place / "shot" / "own").iterdir()) == []
        assert disks.disk(place / "own", Path("/")).kind == "btrfs"
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)

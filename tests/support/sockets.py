"""On which addresses processes listen, as the kernel says it."""

import ipaddress
import socket
import struct
from collections.abc import Iterable
from pathlib import Path

_LISTEN = "0A"


def listening(processes: Iterable[int]) -> set[tuple[str, int]]:
    """Addresses and ports of the TCP sockets that these processes listen on."""
    mine = set().union(*(_inodes(process) for process in processes))
    return {(address, port) for address, port, inode in _table() if inode in mine}


def group_of(leader: int) -> list[int]:
    """The processes of a process group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == leader:
            found.append(int(stat.parent.name))
    return found


def _inodes(process: int) -> set[str]:
    found = set()
    for handle in Path(f"/proc/{process}/fd").glob("*"):
        try:
            target = str(handle.readlink())
        except OSError:
            continue
        if target.startswith("socket:["):
            found.add(target[len("socket:[") : -1])
    return found


def _table() -> Iterable[tuple[str, int, str]]:
    for name in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]:
            fields = line.split()
            address, _, port = fields[1].partition(":")
            if fields[3] == _LISTEN:
                yield _address(address), int(port, 16), fields[9]


def _address(text: str) -> str:
    """As the kernel writes it: words of the machine's own order."""
    words = [int(text[at : at + 8], 16) for at in range(0, len(text), 8)]
    packed = b"".join(struct.pack("=I", word) for word in words)
    family = socket.AF_INET if len(packed) == 4 else socket.AF_INET6
    return str(ipaddress.ip_address(socket.inet_ntop(family, packed)))

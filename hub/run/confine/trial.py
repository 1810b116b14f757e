"""Whether an isolation works here is found out by trying: code that looks for what it must not see.

It is run inside, before any recipe, and gives the names of what it reached.
"""

from __future__ import annotations

SOURCE = """
def _look(planted, process):
    import os, socket
    def reaches(what):
        try:
            what()
        except (OSError, AttributeError):
            return False
        return True
    tries = {
        "a file of the hub": lambda: open(planted).read(),
        "a folder of the hub": lambda: os.listdir(os.path.dirname(planted)),
        "writing beside it": lambda: open(planted + ".new", "w"),
        "the hub's own process": lambda: os.kill(process, 0),
        "its environment": lambda: open(f"/proc/{process}/environ").read(),
        "datagrams": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        "virtual machine sockets": lambda: socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM),
    }
    return [name for name, what in tries.items() if reaches(what)]
"""


def call(planted: str, process: int) -> str:
    """The expression that looks, for a file of the hub and its process."""
    return f"_look({planted!r}, {process})"

"""What hostile code may try, each as Python that ends with `reached`: True when it got through.

Nothing here harms the machine: bombs are bounded, and what is reached is only looked at.
"""

from __future__ import annotations

TRY = """
import ctypes, errno, os, signal, socket, struct, subprocess, sys
libc = ctypes.CDLL(None, use_errno=True)
def reaches(what):
    try:
        return what() not in (False, None)
    except (OSError, subprocess.SubprocessError):
        return False
def call(number, *values):
    if libc.syscall(ctypes.c_long(number), *values) < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return True
"""

X86 = {"shmget": 29, "msgget": 68, "semget": 64,
       "ptrace": 101, "keyctl": 250, "userfaultfd": 323, "io_uring": 425,
       "unshare": 272,
       "mount": 165, "bpf": 321, "add_key": 248, "process_vm_readv": 310, "setns": 308}  # fmt: skip
ARM = {"shmget": 194, "msgget": 186, "semget": 190,
       "ptrace": 117, "keyctl": 219, "userfaultfd": 282, "io_uring": 425,
       "unshare": 97,
       "mount": 40, "bpf": 280, "add_key": 217, "process_vm_readv": 270, "setns": 268}  # fmt: skip

PROBES = {
    "tcp to this machine": "reached = reaches(lambda: socket.create_connection(HUB, timeout=2))",
    "udp": "reached = reaches(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    '.sendto(b"x", HUB) and False or None)',
    "listening": 's = lambda: socket.create_server(("127.0.0.1", 0))\n'
    "reached = reaches(s) and not EMPTY_NETWORK",
    "abstract socket of the hub": "def go():\n"
    "    s = socket.socket(socket.AF_UNIX); s.connect(ABSTRACT); return True\n"
    "reached = reaches(go)",
    "a service by the path of its socket": "def go():\n"
    "    s = socket.socket(socket.AF_UNIX); s.connect(SERVICE); return True\n"
    "reached = reaches(go)",
    "a message to a service by its path": "def go():\n"
    "    a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
    "    return a.sendto(b'x', LETTERS)\n"
    "reached = reaches(go)",
    "tcp by another name": "def go():\n"
    "    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262)\n"
    "    s.settimeout(2); s.connect(HUB); return True\n"
    "reached = reaches(go)",
    "tcp with the first words": "def go():\n"
    "    s = socket.socket(); s.settimeout(2); return s.sendto(b'x', 0x20000000, HUB)\n"
    "reached = reaches(go)",
    "interfaces of the machine": "def go():\n"
    "    s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0); s.bind((0, 0))\n"
    "    s.send(struct.pack('IHHIIB11x', 28, 18, 0x301, 1, 0, 0)); return s.recv(65536)\n"
    "reached = reaches(go) and not EMPTY_NETWORK",
    "sockets of the machine": "reached = not EMPTY_NETWORK and any(\n"
    '    reaches(lambda: open(f"/proc/{whose}/net/{name}").read() or None)\n'
    '    for whose in ("self", "thread-self") for name in ("tcp", "unix"))',
    "mounts of the machine": "reached = not EMPTY_NETWORK and any(\n"
    '    reaches(lambda: open(f"/proc/{name}").read() or None)\n'
    '    for name in ("mounts", "self/mounts", "self/mountinfo", "thread-self/mountstats"))',
    "vsock": "reached = reaches(lambda: socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM))",
    "raw packets": "reached = reaches(lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))",
    "memory that no process holds": 'reached = reaches(lambda: os.memfd_create("x"))',
    "memory shared by a number": "reached = reaches("
    'lambda: call(NUMBER["shmget"], 0, 4096, 0o1600))',
    "messages that outlive it": "reached = reaches("
    'lambda: call(NUMBER["msgget"], 0, 0o1600) or True)',
    "semaphores that outlive it": "reached = reaches("
    'lambda: call(NUMBER["semget"], 0, 1, 0o1600) or True)',
    "names in shared memory": "reached = reaches("
    'lambda: os.path.basename(SHARED) in os.listdir("/dev/shm") or None)',
    "folders in shared memory": (
        'reached = reaches(lambda: os.mkdir(os.path.dirname(SHARED) + "/hub-folder") or True)'
        " and not EMPTY_NETWORK"
    ),
    "shared memory of another program": "reached = reaches(lambda: open(SHARED) and True)",
    "taking it away": "reached = reaches(lambda: os.unlink(SHARED) or True)",
    "keyring": 'reached = reaches(lambda: call(NUMBER["keyctl"], 0, -3, 1))',
    "adding a key": "reached = reaches("
    'lambda: call(NUMBER["add_key"], b"user", b"k", b"v", 1, -3))',
    "io_uring": "room = ctypes.create_string_buffer(256)\n"
    'reached = reaches(lambda: call(NUMBER["io_uring"], 4, room))',
    "userfaultfd": 'reached = reaches(lambda: call(NUMBER["userfaultfd"], 1))',
    "ptrace of itself": 'reached = reaches(lambda: call(NUMBER["ptrace"], 0, 0, 0, 0))',
    "ptrace of the hub": 'reached = reaches(lambda: call(NUMBER["ptrace"], 16, HUB_PID, 0, 0))',
    "reading the hub's memory": "reached = reaches("
    'lambda: open(f"/proc/{HUB_PID}/mem", "rb").read(1) or True)',
    "namespaces of its own": 'reached = reaches(lambda: call(NUMBER["unshare"], 0x10000000))',
    "namespaces through clone": "if os.name == 'posix':\n"
    "    reached = reaches(lambda: libc.unshare(0x10000000) == 0 or None)",
    "mounting": "reached = reaches("
    'lambda: call(NUMBER["mount"], b"none", b"/tmp", b"tmpfs", 0, 0))',
    "bpf": 'reached = reaches(lambda: call(NUMBER["bpf"], 0, 0, 0))',
    "home": "reached = reaches(lambda: [n for n in os.listdir(HOME)"
    " if os.path.isfile(os.path.join(HOME, n))] or None)",
    "passwords": 'reached = reaches(lambda: open("/etc/shadow").read() is not None)',
    "a token in the environment": 'reached = "HUB_PLANTED_TOKEN" in os.environ',
    "the token in its own start environment": "reached = reaches("
    'lambda: b"HUB_PLANTED_TOKEN" in open("/proc/self/environ", "rb").read() or None)',
    "the hub's environment": "reached = reaches("
    'lambda: open(f"/proc/{HUB_PID}/environ", "rb").read() is not None)',
    "the environment of its parents": "def go():\n"
    "    pid, found = os.getppid(), None\n"
    "    while pid > 0:\n"
    '        text = open(f"/proc/{pid}/environ", "rb").read()\n'
    '        found = found or (b"HUB_PLANTED_TOKEN" in text or None)\n'
    '        pid = int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])\n'
    "    return found\n"
    "reached = reaches(go)",
    "a signal to the hub": "reached = reaches(lambda: os.kill(HUB_PID, 0) or True)",
    "a signal to everybody": "reached = reaches(lambda: os.kill(HUB_PID, signal.SIGCONT) or True)",
    "limits of the hub": "import resource\n"
    "reached = reaches(lambda: resource.prlimit(HUB_PID, resource.RLIMIT_CPU) and True)",
    "the hub's place in the queue": "reached = reaches("
    "lambda: os.setpriority(os.PRIO_PROCESS, HUB_PID, 0) or True)",
    "the hub's processors": "def go():\n"
    "    before = os.sched_getaffinity(HUB_PID); os.sched_setaffinity(HUB_PID, {min(before)})\n"
    "    return os.sched_getaffinity(HUB_PID) != before\n"
    "reached = reaches(go)",
    "the rights of a file": "reached = reaches("
    "lambda: os.chmod(OTHER, 0o777) or os.stat(OTHER).st_mode & 0o777 == 0o777 or None)",
    "the time of a file": "reached = reaches("
    "lambda: os.utime(OTHER, (1, 1)) or os.stat(OTHER).st_mtime == 1 or None)",
    "a mark on a file": 'reached = reaches(lambda: os.setxattr(OTHER, "user.mark", b"x") or True)',
    "a person's terminal": 'reached = reaches(lambda: open(TERMINAL, "w") and True)',
    "another recipe": "reached = reaches(lambda: open(OTHER).read() is not None)",
    "the kept runs": "reached = reaches(lambda: os.listdir(RUNS) is not None)",
    "the code of the hub": "reached = reaches("
    'lambda: open(HUB_CODE + "/cli/__init__.py").read() is not None)',
    "writing over another recipe": 'reached = reaches(lambda: open(OTHER, "a").write("x"))',
    "writing a system setting": "reached = reaches("
    'lambda: open("/etc/hub-was-here", "w") and True)',
    "writing among the packages": "import json\n"
    'reached = reaches(lambda: open(os.path.dirname(json.__file__) + "/was_here", "w") and True)',
    "device files": "reached = reaches("
    'lambda: os.mknod("disk", 0o60600, os.makedev(8, 0)) or True)',
    "powers of root": "reached = any("
    "line.startswith(('CapEff', 'CapBnd')) and int(line.split()[1], 16)"
    " for line in open('/proc/self/status'))",
    "the terminal": 'reached = reaches(lambda: open("/dev/tty").fileno())',
    "files left open by the hub": "opened = []\n"
    "for number in range(3, 256):\n"
    "    try:\n"
    '        opened.append(os.readlink(f"/proc/self/fd/{number}"))\n'
    "    except OSError:\n"
    "        pass\n"
    'allowed = ("socket:", "anon_inode:", "pipe:", "/dev/null", "/dev/random", "/dev/urandom",\n'
    '           sys.prefix, sys.base_prefix, "/usr/")\n'
    "# a kernel keeps its log, which the hub cuts; reading the list opens /proc itself\n"
    'reached = any(not one.startswith(allowed) and "/proc" not in one\n'
    '              and not one.endswith("/log.txt") for one in opened)',
}

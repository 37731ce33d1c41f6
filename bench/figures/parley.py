"""What the scripts beside this share: a node, its tokens, its sockets, and what the kernel counts."""
import base64
import glob
import hashlib
import hmac
import json
import os
import socket
import struct
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SECRET = "a-key-for-figures-of-at-least-32-bytes"


class Node:
    """A server on a database, started as everybody starts it."""

    def __init__(self, database, **settings):
        environment = dict(os.environ, PARLEY_PORT="0", PARLEY_DATABASE_URL=database, PARLEY_LIMITS="off",
                           PARLEY_JWT_SECRET=SECRET, PARLEY_DATA_DIR=tempfile.mkdtemp(), **settings)
        self.process = subprocess.Popen([ROOT + "/scripts/parley"], env=environment, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if "is ready" in line:
                self.port = int(line.strip().rsplit(":", 1)[1])
                return
        raise SystemExit("the server did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait()


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(user):
    now = int(time.time())
    claims = {"token_type": "access", "exp": now + 3600, "iat": now - 1, "jti": os.urandom(16).hex(), "user_id": user}
    signed = base64url(b'{"alg":"HS256","typ":"JWT"}') + "." + base64url(json.dumps(claims).encode())
    return signed + "." + base64url(hmac.new(SECRET.encode(), signed.encode(), hashlib.sha256).digest())


def frame(text):
    """A client's text frame (RFC 6455, 5.2)."""
    mask, size = os.urandom(4), len(text)
    head = bytes([0x81, 0x80 | size]) if size < 126 else b"\x81\xfe" + struct.pack(">H", size)
    return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(text))


def log_in(port, user):
    """A socket on which the server has said that everything is live."""
    wire = socket.create_connection(("127.0.0.1", port))
    wire.settimeout(60)
    wire.sendall(b"GET /ws/chat/ HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                 b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
    await_bytes(wire, b"\r\n\r\n")
    wire.sendall(frame(json.dumps({"type": "auth", "token": token(user)}).encode()))
    await_bytes(wire, b'"synced"')
    return wire


def await_bytes(wire, wanted):
    seen = b""
    while wanted not in seen:
        more = wire.recv(65536)
        if not more:
            raise SystemExit(f"refused: {seen[-200:]!r}")
        seen += more


def rss_kib(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def cpu_micros(*pids):
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/stat") as stat:
                total += sum(map(int, stat.read().rsplit(")", 1)[1].split()[11:15])) * 10_000
        except FileNotFoundError:
            pass
    return total


def postgres_pids():
    """All processes of all PostgreSQLs on this machine: one should run, and no other."""
    found = []
    for path in glob.glob("/proc/[0-9]*/comm"):
        try:
            with open(path) as comm:
                if comm.read().strip() == "postgres":
                    found.append(int(path.split("/")[2]))
        except OSError:
            pass
    return found

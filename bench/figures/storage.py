#!/usr/bin/env python3
"""What a message takes in the database and in its log, without a key and with one (M8 and M9 of docs/scaling.md).

    PARLEY_DATABASE_URL=postgresql://... scripts/parley seed
    python3 bench/figures/storage.py postgresql://...

Sends for 15 s each by 64 connections. Needs psql and wrk.
"""
import subprocess
import sys
import tempfile

from parley import Node, token

database = sys.argv[1]
SECONDS = 15
STATE = """SELECT count(*), pg_total_relation_size('messages'), pg_current_wal_insert_lsn() - '0/0' FROM messages"""
REQUEST = """
local senders = {%s}
local sent = 0
function request()
  local sender = senders[math.random(#senders)]
  sent = sent + 1
  return wrk.format("POST", "/api/chat/rooms/" .. sender[1] .. "/messages/",
    {["Authorization"] = sender[2], ["Content-Type"] = "application/json"%s}, '{"content": "%s"}')
end
"""


def ask(statement):
    done = subprocess.run(["psql", "-At", database, "-c", statement], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def send(port, script, seconds):
    subprocess.run(["wrk", "-t1", "-c64", f"-d{seconds}s", "-s", script, f"http://127.0.0.1:{port}"],
                   stdout=subprocess.DEVNULL, check=True)


print("seeded:", ask("SELECT pg_total_relation_size('messages') / count(*) FROM messages"), "bytes a message")
rows = [line.split("|") for line in ask("SELECT room_id, min(user_id) FROM participants GROUP BY 1").splitlines()]
senders = ",\n".join(f'{{"{room}", "Bearer {token(int(user))}"}}' for room, user in rows)
node = Node(database)
try:
    ask("CHECKPOINT")
    for name, key in (("without a key", ""), ("with a key", ', ["Idempotency-Key"] = "key-" .. sent')):
        with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
            script.write(REQUEST % (senders, key, "x" * 87))
            script.flush()
            send(node.port, script.name, 5)
            before = [float(value) for value in ask(STATE).split("|")]
            send(node.port, script.name, SECONDS)
            after = [float(value) for value in ask(STATE).split("|")]
        messages = after[0] - before[0]
        print(f"{name}: {messages:.0f} messages, {(after[1] - before[1]) / messages:.0f} bytes of storage, "
              f"{(after[2] - before[2]) / messages:.0f} bytes of WAL each", flush=True)
finally:
    node.stop()

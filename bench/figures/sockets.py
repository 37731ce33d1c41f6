#!/usr/bin/env python3
"""Memory and CPU of sockets that say nothing, on a node alone and on one with a broker (M5 to M7, M10, M12 of docs/scaling.md).

    PARLEY_DATABASE_URL=postgresql://... scripts/parley seed --users 40000 --rooms 40000 --members 10 --messages 40000
    python3 bench/figures/sockets.py postgresql://... 4000 10

opens 4,000 sockets of every tenth user, so that hardly two of them share a room. 10000 1 are the sockets of 10,000 users
who share their rooms. Needs a nats-server.
"""
import json
import subprocess
import sys
import time
import urllib.request

from parley import Node, cpu_micros, log_in, postgres_pids, rss_kib

database, count, step = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
PORT, COUNTS = 24222, 28222
broker = subprocess.Popen(["/usr/sbin/nats-server", "-a", "127.0.0.1", "-p", str(PORT), "-m", str(COUNTS)],
                          stderr=subprocess.DEVNULL)
try:
    time.sleep(1)
    for name, settings in (("alone", {}), ("with a broker", {"PARLEY_NATS_URL": f"nats://127.0.0.1:{PORT}"})):
        node = Node(database, **settings)
        time.sleep(3)
        memory, broker_memory = rss_kib(node.process.pid), rss_kib(broker.pid)
        cpu, postgres = cpu_micros(node.process.pid), cpu_micros(*postgres_pids())
        sockets = [log_in(node.port, 1 + i * step) for i in range(count)]
        cpu, postgres = cpu_micros(node.process.pid) - cpu, cpu_micros(*postgres_pids()) - postgres
        time.sleep(15)
        grown, broker_grown = rss_kib(node.process.pid) - memory, rss_kib(broker.pid) - broker_memory
        idle = cpu_micros(node.process.pid)
        time.sleep(20)
        idle = (cpu_micros(node.process.pid) - idle) / 20e6
        topics = json.load(urllib.request.urlopen(f"http://127.0.0.1:{COUNTS}/varz"))["subscriptions"]
        print(f"{name}: {memory / 1024:.0f} MiB before, {grown / count:.1f} KiB a socket; login {cpu / count:.0f} us, "
              f"PostgreSQL {postgres / count:.0f} us; idle {100 * idle:.1f} % of a core; "
              f"broker {topics} topics, {broker_grown / max(1, topics):.2f} KiB each", flush=True)
        for each in sockets:
            each.close()
        node.stop()
finally:
    broker.terminate()

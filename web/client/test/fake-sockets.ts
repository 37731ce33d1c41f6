import type { WebSocket } from 'ws';
import type { ClientFrame, RoomEvent, ServerFrame } from '../src/wire.js';
import type { FakeRoom, FakeStore } from './fake-store.js';
import type { FakeTokens } from './fake-tokens.js';
import type { Misbehaviour } from './misbehaviour.js';

interface Peer {
  readonly socket: WebSocket;
  user: number;
  watched: readonly number[];
}

/** The server's end of its WebSockets. */
export class FakeSockets {
  /** Frames as they came from clients. */
  readonly received: ClientFrame[] = [];
  private readonly peers = new Set<Peer>();

  constructor(
    private readonly store: FakeStore,
    private readonly tokens: FakeTokens,
    private readonly wrongs: Misbehaviour,
  ) {}

  get count(): number {
    return this.peers.size;
  }

  attach(socket: WebSocket): void {
    const peer: Peer = { socket, user: 0, watched: [] };
    socket.on('message', (data) => this.hear(peer, JSON.parse(String(data)) as ClientFrame));
    socket.on('close', () => {
      this.peers.delete(peer);
      this.presence(peer.user);
    });
  }

  tell(user: number, frame: ServerFrame): void {
    for (const peer of this.peers) if (peer.user === user) say(peer, frame);
  }

  spread(room: FakeRoom, event: RoomEvent): void {
    for (const peer of this.peers) {
      if (!room.participants.includes(peer.user)) continue;
      const mine = event.type === 'message.created' && event.message.sender === peer.user;
      const { key: _, ...anonymous } = event as RoomEvent & { key?: string };
      for (let i = this.wrongs.copies(event, peer.user); i > 0; i--) say(peer, mine ? event : (anonymous as RoomEvent));
    }
  }

  close(code: number): void {
    for (const { socket } of this.peers) socket.close(code);
  }

  /** As if killed: without a close frame. */
  cut(): void {
    for (const { socket } of this.peers) socket.terminate();
    this.peers.clear();
  }

  private hear(peer: Peer, frame: ClientFrame): void {
    this.received.push(frame);
    switch (frame.type) {
      case 'auth':
        return this.logIn(peer, frame);
      case 'ping':
        return say(peer, { type: 'pong' });
      case 'send':
        return this.take(peer, frame);
      case 'read':
        this.store.rooms.get(frame.room)?.reads.set(peer.user, frame.message);
        return this.pass(frame.room, { type: 'read', room: frame.room, user: peer.user, message: frame.message });
      case 'typing':
        return this.pass(frame.room, { type: 'typing', room: frame.room, user: peer.user }, peer);
      case 'presence':
        peer.watched = frame.users;
        return frame.users.forEach((user) => say(peer, { type: 'presence', user, online: this.isOnline(user) }));
    }
  }

  private logIn(peer: Peer, { token, epoch, rooms }: ClientFrame & { type: 'auth' }): void {
    const user = this.tokens.owner(token);
    if (user === undefined) return peer.socket.close(4401);
    if (peer.user === user) return;
    peer.user = user;
    this.peers.add(peer);
    const mine = this.store.of(user);
    const marks = Object.fromEntries(mine.map((room) => [room.id, this.store.mark(room, user)]));
    say(peer, { type: 'ready', user, epoch: this.store.epoch, expires: 0, rooms: marks });
    for (const room of mine) {
      const held = rooms?.[room.id];
      if (held === undefined) continue;
      if ((epoch !== undefined && epoch !== this.store.epoch) || held > room.seq) {
        say(peer, { type: 'reset', room: room.id, seq: room.seq });
        continue;
      }
      for (let since = held; since < room.seq; ) {
        const changes = this.store.changes(room, since, 3);
        say(peer, { type: 'changes', ...changes });
        since = changes.to;
      }
    }
    say(peer, { type: 'synced' });
    this.presence(user);
  }

  private take(peer: Peer, { room: id, content, key }: ClientFrame & { type: 'send' }): void {
    const refused = this.wrongs.refusal?.(content);
    if (refused !== undefined) return say(peer, { type: 'error', key, ...refused });
    const room = this.store.rooms.get(id);
    if (room === undefined) return say(peer, { type: 'error', key, status: 404, body: { detail: 'Not found.' } });
    const { seq, message, fresh } = this.store.send(room, peer.user, content, key);
    if (this.wrongs.losesAnswer()) return peer.socket.terminate();
    say(peer, { type: 'ack', key, room: id, seq, message, ...(!fresh && { repeated: true }) });
  }

  private pass(room: number, frame: ServerFrame, except?: Peer): void {
    const to = this.store.rooms.get(room)?.participants ?? [];
    for (const peer of this.peers) if (peer !== except && to.includes(peer.user)) say(peer, frame);
  }

  private isOnline(user: number): boolean {
    return [...this.peers].some((peer) => peer.user === user);
  }

  private presence(user: number): void {
    for (const peer of this.peers) {
      if (peer.watched.includes(user)) say(peer, { type: 'presence', user, online: this.isOnline(user) });
    }
  }
}

function say({ socket }: Peer, frame: ServerFrame): void {
  socket.send(JSON.stringify(frame));
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ClientFrame, RoomEvent, ServerFrame } from '../src/wire.js';
import { type FakeRoom, FakeStore } from './fake-store.js';

interface Peer {
  readonly socket: WebSocket;
  user: number;
  watched: readonly number[];
}

interface Stream {
  readonly response: ServerResponse;
  readonly room: number;
  readonly user: number;
}

/** A server over real sockets that speaks the protocol, and misbehaves where it is told to. */
export class FakeServer {
  readonly store = new FakeStore();
  /** Frames as they came from clients. */
  readonly received: ClientFrame[] = [];
  /** Requests as `METHOD path`. */
  readonly requests: string[] = [];
  webSocketsBlocked = false;
  /** Decides the fate of a live event: how many times it is delivered. */
  copies: (event: RoomEvent, user: number) => number = () => 1;
  /** Whether the answer to a send gets lost after the message was stored. */
  losesAnswer: () => boolean = () => false;
  /** What is answered to a send instead of storing it. */
  refusal: ((content: string) => { status: number; body: unknown } | undefined) | undefined;
  /** Holds the answer of a REST request back. */
  hold: (request: string) => Promise<void> | undefined = () => undefined;
  /** Whether a REST request is answered 503. */
  fails: (request: string) => boolean = () => false;
  private readonly good = new Map<string, number>();
  private readonly peers = new Set<Peer>();
  private readonly streams = new Set<Stream>();
  private http: Server | undefined;
  private port = 0;
  private tokens = 0;

  constructor() {
    this.store.onEvent = (room, event) => this.spread(room, event);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    const http = createServer((request, response) => void this.answer(request, response));
    const sockets = new WebSocketServer({ noServer: true });
    http.on('upgrade', (request, socket, head) => {
      if (this.webSocketsBlocked) socket.destroy();
      else sockets.handleUpgrade(request, socket, head, (opened) => this.attach(opened));
    });
    await new Promise<void>((resolve) => http.listen(this.port, '127.0.0.1', resolve));
    this.port = (http.address() as AddressInfo).port;
    this.http = http;
    return this;
  }

  /** As if killed: connections break without a word. What is stored stays. */
  async stop(): Promise<void> {
    for (const { socket } of this.peers) socket.terminate();
    this.peers.clear();
    this.http?.closeAllConnections();
    await new Promise((resolve) => this.http?.close(resolve));
  }

  closeSockets(code: number): void {
    for (const { socket } of this.peers) socket.close(code);
  }

  get connected(): number {
    return this.peers.size;
  }

  tell(user: number, frame: ServerFrame): void {
    for (const peer of this.peers) if (peer.user === user) say(peer, frame);
  }

  /** Makes all access tokens given so far worthless. */
  expireTokens(): void {
    for (const token of this.good.keys()) if (token.startsWith('access')) this.good.delete(token);
  }

  private pair(user: number): { access: string; refresh: string } {
    const n = ++this.tokens;
    this.good.set(`access-${n}`, user).set(`refresh-${n}`, user);
    return { access: `access-${n}`, refresh: `refresh-${n}` };
  }

  private spread(room: FakeRoom, event: RoomEvent): void {
    for (const peer of this.peers) {
      if (!room.participants.includes(peer.user)) continue;
      const mine = event.type === 'message.created' && event.message.sender === peer.user;
      const { key: _, ...anonymous } = event as RoomEvent & { key?: string };
      for (let i = this.copies(event, peer.user); i > 0; i--) say(peer, mine ? event : (anonymous as RoomEvent));
    }
    for (const { response, room: id, user } of this.streams) {
      if (id === room.id) for (let i = this.copies(event, user); i > 0; i--) stream(response, event);
    }
  }

  private attach(socket: WebSocket): void {
    const peer: Peer = { socket, user: 0, watched: [] };
    socket.on('message', (data) => this.hear(peer, JSON.parse(String(data)) as ClientFrame));
    socket.on('close', () => {
      this.peers.delete(peer);
      this.presence(peer.user);
    });
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
    const user = this.good.get(token);
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
    const refused = this.refusal?.(content);
    if (refused !== undefined) return say(peer, { type: 'error', key, ...refused });
    const room = this.store.rooms.get(id);
    if (room === undefined) return say(peer, { type: 'error', key, status: 404, body: { detail: 'Not found.' } });
    const { seq, message, fresh } = this.store.send(room, peer.user, content, key);
    if (this.losesAnswer()) return peer.socket.terminate();
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

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    this.requests.push(`${request.method} ${url.pathname}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>) : {};
    if (this.fails(`${request.method} ${url.pathname}`)) return void response.writeHead(503).end();
    const user = this.good.get((request.headers.authorization ?? '').replace('Bearer ', ''));
    const { status, json, headers } = this.act(request, url, body, user) ?? { status: 404, json: { detail: 'Not found.' } };
    await this.hold(`${request.method} ${url.pathname}`);
    if (status === 0) return this.openStream(url, user ?? 0, response);
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(json));
  }

  private act(
    { method, headers }: IncomingMessage,
    { pathname, searchParams }: URL,
    body: Record<string, unknown>,
    user: number | undefined,
  ): { status: number; json?: unknown; headers?: Record<string, string> } | undefined {
    if (pathname === '/api/register/') {
      return { status: 201, json: { id: this.store.addUser(String(body['username']), String(body['password'])) } };
    }
    if (pathname === '/api/token/') {
      const found = [...this.store.users.values()].find(
        ({ username, password }) => username === body['username'] && password === body['password'],
      );
      return found ? { status: 200, json: this.pair(found.id) } : { status: 401, json: { detail: 'No active account' } };
    }
    if (pathname === '/api/token/refresh/') {
      const owner = this.good.get(String(body['refresh']));
      this.good.delete(String(body['refresh']));
      return owner ? { status: 200, json: this.pair(owner) } : { status: 401, json: { detail: 'Token is blacklisted' } };
    }
    if (pathname === '/api/token/blacklist/') return { status: 200, json: {} };
    if (user === undefined) return { status: 401, json: { detail: 'Given token not valid', code: 'token_not_valid' } };
    if (pathname === '/api/users/me/') return { status: 200, json: named(this.store.users.get(user)) };
    if (pathname === '/api/users/') {
      const ids = searchParams.get('id')?.split(',').map(Number);
      const prefix = searchParams.get('search') ?? '';
      const found = [...this.store.users.values()].filter(
        ({ id, username }) => (ids?.includes(id) ?? true) && username.startsWith(prefix),
      );
      return { status: 200, json: { next: null, results: found.map(named) } };
    }
    if (pathname === '/api/chat/rooms/') {
      if (method === 'POST') {
        const others = body['participants'] as number[];
        return { status: 201, json: this.store.record(this.store.addRoom(String(body['name']), [user, ...others])) };
      }
      return { status: 200, json: { next: null, results: this.store.of(user).map((r) => this.store.record(r, user)) } };
    }
    const [, id, what, message] = /^\/api\/chat\/rooms\/(\d+)\/(\w+)\/(?:(\d+)\/)?$/.exec(pathname) ?? [];
    const room = this.store.rooms.get(Number(id));
    if (room === undefined || !room.participants.includes(user)) return undefined;
    if (what === 'events') return { status: 0 };
    if (what === 'changes') {
      const since = Number(searchParams.get('since'));
      if (since > room.seq) return { status: 409, json: { detail: 'ahead' } };
      return { status: 200, json: this.store.changes(room, since, Number(searchParams.get('limit'))) };
    }
    if (what === 'read') {
      room.reads.set(user, Number(body['message']));
      return { status: 200, json: {} };
    }
    if (message !== undefined) {
      if (method === 'DELETE') this.store.delete(room, Number(message));
      else this.store.edit(room, Number(message), String(body['content']));
      return { status: 200, json: {} };
    }
    if (method === 'POST') {
      const key = headers['idempotency-key'];
      const refused = this.refusal?.(String(body['content']));
      if (refused !== undefined) return { status: refused.status, json: refused.body };
      return { status: 201, json: this.store.send(room, user, String(body['content']), String(key)).message };
    }
    return this.page(room, Number(searchParams.get('cursor') ?? Number.MAX_SAFE_INTEGER), searchParams);
  }

  private page(room: FakeRoom, below: number, search: URLSearchParams): { status: number; json: unknown; headers: Record<string, string> } {
    const size = Number(search.get('page_size'));
    const older = this.store.alive(room).filter(({ id }) => id < below).reverse();
    const results = older.slice(0, size);
    const next = older.length > size ? `http://elsewhere/?cursor=${results.at(-1)?.id}` : null;
    return { status: 200, json: { next, previous: null, results }, headers: { 'Room-Seq': String(room.seq) } };
  }

  private openStream(url: URL, user: number, response: ServerResponse): void {
    const room = this.store.rooms.get(Number(/rooms\/(\d+)/.exec(url.pathname)?.[1]));
    if (room === undefined) return;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(': here\n\n');
    const since = Number(url.searchParams.get('since'));
    if (since < room.seq) stream(response, { type: 'changes', ...this.store.changes(room, since) });
    const entry = { response, room: room.id, user };
    this.streams.add(entry);
    response.on('close', () => this.streams.delete(entry));
  }
}

function say({ socket }: Peer, frame: ServerFrame): void {
  socket.send(JSON.stringify(frame));
}

function stream(response: ServerResponse, frame: ServerFrame): void {
  const seq = 'seq' in frame ? frame.seq : 'to' in frame ? frame.to : 0;
  response.write(`id: ${seq}\nevent: ${frame.type}\ndata: ${JSON.stringify(frame)}\n\n`);
}

function named(user: { id: number; username: string } | undefined): unknown {
  return { id: user?.id, username: user?.username };
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { ClientFrame, ServerFrame } from '../src/wire.js';
import { FakeRest } from './fake-rest.js';
import { FakeSockets } from './fake-sockets.js';
import { FakeStore } from './fake-store.js';
import { FakeStreams } from './fake-streams.js';
import { FakeTokens } from './fake-tokens.js';
import { Misbehaviour } from './misbehaviour.js';

/** A server over real sockets that speaks the protocol, and misbehaves where it is told to. */
export class FakeServer extends Misbehaviour {
  readonly store = new FakeStore();
  /** Requests as `METHOD path`. */
  readonly requests: string[] = [];
  private readonly tokens = new FakeTokens();
  private readonly sockets = new FakeSockets(this.store, this.tokens, this);
  private readonly streams = new FakeStreams(this.store, this);
  private readonly rest = new FakeRest(this.store, this.tokens, this);
  private http: Server | undefined;
  private port = 0;

  constructor() {
    super();
    this.store.onEvent = (room, event) => {
      this.sockets.spread(room, event);
      this.streams.spread(room, event);
    };
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    const http = createServer((request, response) => void this.answer(request, response));
    const sockets = new WebSocketServer({ noServer: true });
    http.on('upgrade', (request, socket, head) => {
      if (this.webSocketsBlocked) socket.destroy();
      else sockets.handleUpgrade(request, socket, head, (opened) => this.sockets.attach(opened));
    });
    await new Promise<void>((resolve) => http.listen(this.port, '127.0.0.1', resolve));
    this.port = (http.address() as AddressInfo).port;
    this.http = http;
    return this;
  }

  /** As if killed: connections break without a word. What is stored stays. */
  async stop(): Promise<void> {
    this.sockets.cut();
    this.http?.closeAllConnections();
    await new Promise((resolve) => this.http?.close(resolve));
  }

  closeSockets(code: number): void {
    this.sockets.close(code);
  }

  get connected(): number {
    return this.sockets.count;
  }

  /** Frames as they came from clients. */
  get received(): readonly ClientFrame[] {
    return this.sockets.received;
  }

  tell(user: number, frame: ServerFrame): void {
    this.sockets.tell(user, frame);
  }

  /** Makes all access tokens given so far worthless. */
  expireTokens(): void {
    this.tokens.expire();
  }

  /** Makes refresh tokens worthless, too. */
  revokeTokens(): void {
    this.tokens.revoke();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request;
    const url = new URL(request.url ?? '/', this.url);
    const line = `${method} ${url.pathname}`;
    this.requests.push(line);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>) : {};
    if (this.fails(line)) return void response.writeHead(503).end();
    const token = (headers.authorization ?? '').replace('Bearer ', '');
    const key = String(headers['idempotency-key']);
    const answer = this.rest.answer({ method, url, body, token, key }) ?? { status: 404, json: { detail: 'Not found.' } };
    const { status, json, watcher, headers: more } = answer;
    await this.hold(line);
    if (watcher !== undefined) return this.streams.open(url, watcher, response);
    response.writeHead(status, { 'Content-Type': 'application/json', ...more }).end(JSON.stringify(json));
  }
}

import type { ClientFrame, ServerFrame } from './wire.js';

const OPEN_WITHIN_MS = 15_000;
const PING_AFTER_MS = 25_000;
const PONG_WITHIN_MS = 10_000;

/** The close code given when nothing came in time; below 4400, so no server sends it. */
export const SILENT = 4000;

export interface Ending {
  readonly code: number;
  /** Whether the connection was ever open: if not, something may stand in its way. */
  readonly opened: boolean;
}

/** What the platform brings; in Node before 22, pass one of a package. */
export type WebSocketConstructor = new (url: string) => WebSocket;

/** One WebSocket from opening to its end: speaks JSON, and notices when the other side has gone silent. */
export class Socket {
  readonly ended: Promise<Ending>;
  private readonly socket: WebSocket;
  private opened = false;
  private finish: (code: number) => void = () => undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    url: string,
    constructor: WebSocketConstructor,
    private readonly onOpen: () => void,
    private readonly onFrame: (frame: ServerFrame) => void,
  ) {
    this.socket = new constructor(url);
    this.ended = new Promise((resolve) => {
      this.finish = (code) => {
        clearTimeout(this.timer);
        this.finish = () => undefined;
        resolve({ code, opened: this.opened });
      };
    });
    this.expectWithin(OPEN_WITHIN_MS);
    this.socket.onopen = () => {
      this.opened = true;
      this.listen();
      this.onOpen();
    };
    this.socket.onmessage = (event) => this.receive(event.data);
    this.socket.onerror = () => undefined; // `close` follows, and says more.
    this.socket.onclose = (event) => this.finish(event.code);
  }

  send(frame: ClientFrame): void {
    if (this.socket.readyState === 1) this.socket.send(JSON.stringify(frame));
  }

  /** Ends it at once; the closing handshake goes on by itself. */
  close(code = 1000): void {
    this.finish(code);
    this.socket.onmessage = null;
    this.socket.onopen = () => this.socket.close();
    if (this.socket.readyState === 1) this.socket.close(code);
  }

  /** Asks whether the other side is there. */
  ping(): void {
    this.send({ type: 'ping' });
    this.expectWithin(PONG_WITHIN_MS);
  }

  private receive(data: unknown): void {
    this.listen();
    const frame = parse(data);
    if (frame !== undefined) this.onFrame(frame);
  }

  private listen(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ping(), PING_AFTER_MS);
  }

  private expectWithin(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.close(SILENT), ms);
  }
}

function parse(data: unknown): ServerFrame | undefined {
  try {
    const frame: unknown = JSON.parse(String(data));
    const named = typeof frame === 'object' && frame !== null && typeof (frame as ServerFrame).type === 'string';
    return named ? (frame as ServerFrame) : undefined;
  } catch {
    return undefined;
  }
}

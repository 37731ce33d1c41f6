import { Backoff, Pause } from './backoff.js';
import type { Credentials } from './credentials.js';
import { SignedOut } from './faults.js';
import { Subject } from './observable.js';
import { type Ending, Socket, type WebSocketConstructor } from './socket.js';
import { type ClientFrame, CloseCode, type Seq, type ServerFrame } from './wire.js';

/**
 * idle: not asked to connect. connecting, syncing: on the way. live: everything that happens arrives.
 * waiting: no connection; the next attempt comes by itself.
 */
export type Phase = 'idle' | 'connecting' | 'syncing' | 'live' | 'waiting';

export interface ConnectionState {
  readonly phase: Phase;
  /** How live events arrive: the WebSocket, or streams where WebSockets are blocked. */
  readonly via: 'websocket' | 'streams' | undefined;
  /** When the next attempt comes, in ms since 1970; only while waiting. */
  readonly retryAt?: number;
}

/** What is held, so that the server tells what was missed. */
export interface Held {
  readonly epoch?: string;
  readonly rooms: Record<string, Seq>;
}

/** The way round when no WebSocket gets through. */
export interface Fallback {
  /** Whether the server can be reached by plain requests. */
  reachable(): Promise<boolean>;
  start(): void;
  stop(): void;
}

export interface ConnectionOptions {
  readonly url: string;
  readonly socket: WebSocketConstructor;
  readonly credentials: () => Credentials;
  readonly held: () => Held;
  readonly onFrame: (frame: ServerFrame) => void;
  readonly onSignedOut: () => void;
  readonly fallback: Fallback;
}

const FAILED_OPENS = 2;
const STOPPING_SPREAD_MS = 5_000;

/** Keeps a socket to the server: logs in, renews the token when told to, and comes back after every end. */
export class Connection {
  readonly state = new Subject<ConnectionState>({ phase: 'idle', via: undefined });
  private readonly backoff = new Backoff();
  private readonly pause = new Pause();
  private socket: Socket | undefined;
  private token = '';
  private running = 0;
  private unopened = 0;
  private refusals = 0;
  private aside = false;

  constructor(private readonly options: ConnectionOptions) {}

  start(): void {
    if (this.state.value.phase === 'idle') void this.run(++this.running);
  }

  stop(): void {
    this.running++;
    this.socket?.close();
    this.pause.cut();
    this.standAside(false);
    this.state.set({ phase: 'idle', via: undefined });
  }

  /** Whether frames get through now. */
  get open(): boolean {
    return this.socket !== undefined && ['syncing', 'live'].includes(this.state.value.phase) && !this.aside;
  }

  /** @returns false if there is no connection; nothing is kept for later */
  send(frame: ClientFrame): boolean {
    if (!this.open) return false;
    this.socket?.send(frame);
    return true;
  }

  /** There may be a network again: do not wait any longer. */
  wake(): void {
    this.backoff.reset();
    if (this.open) this.socket?.ping();
    else this.pause.cut();
  }

  /** The network is gone, whatever the socket believes. */
  lose(): void {
    this.socket?.close();
  }

  private async run(turn: number): Promise<void> {
    while (turn === this.running) {
      const wait = await this.attempt();
      if (turn === this.running && wait > 0) {
        this.show('waiting', Date.now() + wait);
        await this.pause.wait(wait);
      }
    }
  }

  /** @returns how long to wait before the next, in ms */
  private async attempt(): Promise<number> {
    this.show('connecting');
    const turn = this.running;
    try {
      this.token = await this.options.credentials().access();
      if (turn !== this.running) return 0;
      const ending = await this.connect();
      return turn === this.running ? await this.after(ending) : 0;
    } catch (fault) {
      if (fault instanceof SignedOut && turn === this.running) this.options.onSignedOut();
      return this.backoff.next();
    }
  }

  private async connect(): Promise<Ending> {
    const { url, socket, held } = this.options;
    const current = new Socket(
      url,
      socket,
      () => current.send({ type: 'auth', token: this.token, ...held() }),
      (frame) => this.receive(frame),
    );
    this.socket = current;
    const ending = await current.ended;
    if (this.socket === current) this.socket = undefined;
    return ending;
  }

  private receive(frame: ServerFrame): void {
    if (frame.type === 'ready') {
      this.standAside(false);
      this.refusals = 0;
      if (this.state.value.via !== 'websocket') this.show('syncing');
    }
    this.options.onFrame(frame);
    if (frame.type === 'synced') {
      this.backoff.reset();
      this.show('live');
    }
    if (frame.type === 'expiring') void this.renew();
  }

  private async renew(): Promise<void> {
    try {
      this.token = await this.options.credentials().renewed(this.token);
      this.send({ type: 'auth', token: this.token });
    } catch (fault) {
      if (fault instanceof SignedOut) this.options.onSignedOut();
    }
  }

  private async after({ code, opened }: Ending): Promise<number> {
    this.unopened = opened ? 0 : this.unopened + 1;
    if (this.unopened >= FAILED_OPENS && !this.aside) {
      this.show('waiting');
      const turn = this.running;
      const reachable = await this.options.fallback.reachable();
      if (turn !== this.running) return 0;
      this.standAside(reachable);
    }
    switch (code) {
      case CloseCode.unauthenticated:
      case CloseCode.signedOff:
        this.token = await this.options.credentials().renewed(this.token);
        return this.refusals++ === 0 ? 0 : this.backoff.next();
      case CloseCode.nodeStopping:
        return Math.random() * STOPPING_SPREAD_MS;
      default:
        return this.backoff.next();
    }
  }

  private standAside(aside: boolean): void {
    if (aside === this.aside) return;
    this.aside = aside;
    if (aside) {
      this.show('live');
      this.options.fallback.start();
    } else {
      this.options.fallback.stop();
    }
  }

  private show(phase: Phase, retryAt?: number): void {
    if (this.aside) this.state.set({ phase: 'live', via: 'streams' });
    else {
      const via = phase === 'live' || phase === 'syncing' ? 'websocket' : undefined;
      this.state.set({ phase, via, ...(retryAt !== undefined && { retryAt }) });
    }
  }
}

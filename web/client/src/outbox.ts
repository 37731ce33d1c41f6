import { Backoff, Pause } from './backoff.js';
import { saying } from './faults.js';
import type { Storage } from './storage.js';
import type { Message, UserId } from './wire.js';

/** A message on its way to the server. */
export interface Outgoing {
  /** Unique; the server stores a message once for it. */
  readonly key: string;
  readonly user: UserId;
  readonly room: number;
  readonly content: string;
  /** Milliseconds since 1970. */
  readonly queuedAt: number;
  /** Why the server refused it. Such a message waits for `retry` or `discard`. */
  readonly refusal?: string;
}

/** What became of one attempt. `unknown` says that the server may or may not have it: the same key is sent again. */
export type Delivery =
  | { readonly type: 'committed'; readonly message: Message }
  | { readonly type: 'refused'; readonly status: number; readonly body: unknown }
  | { readonly type: 'unknown' };

/** Statuses after which the same message may still be taken. */
const PASSING = new Set([401, 408, 425, 429]);

/**
 * Messages until the server has them: written down before the first attempt, tried until there is an answer, in a
 * room one after the other, so that they arrive in the order in which they were typed.
 */
export class Outbox {
  private readonly entries = new Map<string, Outgoing>();
  private readonly pumps = new Map<number, Pause>();
  private readonly writes = new Map<string, Promise<void>>();
  private user: UserId | undefined;
  private count = 0;

  /**
   * @param deliver one attempt; it answers, however long that takes
   * @param changed called after entries of a room came, went or were refused
   * @param committed called when the server has a message
   */
  constructor(
    private readonly storage: () => Promise<Storage>,
    private readonly deliver: (entry: Outgoing) => Promise<Delivery>,
    private readonly changed: (room: number) => void,
    private readonly committed: (entry: Outgoing, message: Message) => void,
  ) {}

  /** Takes up what this user left behind, be it before a reload. */
  async open(user: UserId): Promise<void> {
    this.user = user;
    const left = (await (await this.storage()).all('outbox')) as Outgoing[];
    if (this.user !== user) return;
    left.sort((a, b) => a.queuedAt - b.queuedAt || (a.key < b.key ? -1 : 1));
    for (const entry of left) {
      if (entry.user === user && !this.entries.has(entry.key)) this.entries.set(entry.key, entry);
    }
    new Set([...this.entries.values()].map((entry) => entry.room)).forEach(this.changed);
    this.kick();
  }

  /** Stops sending; what is written down stays. */
  close(): void {
    this.user = undefined;
    this.entries.clear();
    this.pumps.forEach((pause) => pause.cut());
  }

  /** All that this user has not got through, oldest first. */
  get pending(): readonly Outgoing[] {
    return [...this.entries.values()];
  }

  add(user: UserId, room: number, content: string): Outgoing {
    const queuedAt = Date.now();
    const key = `${queuedAt.toString(36).padStart(9, '0')}-${(this.count++).toString(36).padStart(4, '0')}-${unique()}`;
    const entry: Outgoing = { key, user, room, content, queuedAt };
    this.entries.set(key, entry);
    this.changed(room);
    void this.write(entry);
    void this.pump(room);
    return entry;
  }

  /** Tries all that waits, now. */
  kick(): void {
    this.pumps.forEach((pause) => pause.cut());
    for (const { room } of this.entries.values()) void this.pump(room);
  }

  retry(key: string): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    const { refusal: _, ...again } = entry;
    this.entries.set(key, again);
    this.changed(entry.room);
    void this.write(again);
    void this.pump(entry.room);
  }

  async discard(key: string): Promise<void> {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    this.entries.delete(key);
    this.changed(entry.room);
    await this.erase(key);
  }

  /** The server has the message, as something other than the attempt's own answer says. */
  settle(key: string, message: Message): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    this.entries.delete(key);
    this.committed(entry, message);
    this.changed(entry.room);
    void this.erase(key);
  }

  private async pump(room: number): Promise<void> {
    if (this.pumps.has(room)) return;
    const pause = new Pause();
    const backoff = new Backoff();
    this.pumps.set(room, pause);
    try {
      for (let entry = this.next(room); entry !== undefined; entry = this.next(room)) {
        await this.writes.get(entry.key);
        const delivery = await this.deliver(entry);
        if (!this.entries.has(entry.key)) continue;
        if (delivery.type === 'committed') {
          this.settle(entry.key, delivery.message);
          backoff.reset();
        } else if (delivery.type === 'refused' && isFinal(delivery.status)) {
          await this.refuse(entry, delivery);
        } else {
          await pause.wait(backoff.next());
        }
      }
    } finally {
      this.pumps.delete(room);
    }
  }

  private next(room: number): Outgoing | undefined {
    return this.pending.find((entry) => entry.room === room && entry.refusal === undefined);
  }

  private async refuse(entry: Outgoing, { status, body }: { status: number; body: unknown }): Promise<void> {
    const refused: Outgoing = { ...entry, refusal: saying(body) || String(status) };
    this.entries.set(entry.key, refused);
    this.changed(entry.room);
    await this.write(refused);
  }

  private write(entry: Outgoing): Promise<void> {
    return this.store(entry.key, (storage) => storage.put('outbox', entry.key, entry));
  }

  private erase(key: string): Promise<void> {
    return this.store(key, (storage) => storage.delete('outbox', key));
  }

  /** What is written of one key is written in order. A storage that fails is one that forgets with the page. */
  private store(key: string, act: (storage: Storage) => Promise<void>): Promise<void> {
    const after = (this.writes.get(key) ?? Promise.resolve())
      .then(async () => act(await this.storage()))
      .catch(() => undefined)
      .finally(() => this.writes.get(key) === after && this.writes.delete(key));
    this.writes.set(key, after);
    return after;
  }
}

function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && !PASSING.has(status);
}

/** 96 random bits, as text. */
function unique(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

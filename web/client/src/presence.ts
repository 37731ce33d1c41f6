import { Subject } from './observable.js';
import type { ClientFrame, UserId } from './wire.js';

/** The server watches at most so many users for one connection. */
const MOST_WATCHED = 200;

/** Who of the watched users is online, as far as known. */
export class Presence {
  readonly online = new Subject<ReadonlySet<UserId>>(new Set());
  private watched: readonly UserId[] = [];

  constructor(private readonly send: (frame: ClientFrame) => boolean) {}

  /** Watches these users, and no others. */
  watch(users: readonly UserId[]): void {
    const next = [...new Set(users)].slice(0, MOST_WATCHED);
    if (next.length === this.watched.length && next.every((user, i) => user === this.watched[i])) return;
    this.watched = next;
    this.tell();
  }

  /** Says again whom to watch, on a new connection. */
  tell(): void {
    if (this.watched.length > 0) this.send({ type: 'presence', users: this.watched });
  }

  heard(user: UserId, online: boolean): void {
    if (online === this.online.value.has(user)) return;
    const next = new Set(this.online.value);
    if (online) next.add(user);
    else next.delete(user);
    this.online.set(next);
  }

  /** Nothing is known without a connection. */
  lost(): void {
    if (this.online.value.size > 0) this.online.set(new Set());
  }
}

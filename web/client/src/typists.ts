import type { UserId } from './wire.js';

const SHOWN_MS = 6_000;
const TOLD_EVERY_MS = 3_000;

/** Who is typing in a room: a name is shown for 6 s after the last that was heard, or until the message comes. */
export class Typists {
  private readonly timers = new Map<UserId, ReturnType<typeof setTimeout>>();
  private users: readonly UserId[] = [];
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly changed: () => void) {}

  get current(): readonly UserId[] {
    return this.users;
  }

  heard(user: UserId): void {
    clearTimeout(this.timers.get(user));
    this.timers.set(
      user,
      setTimeout(() => {
        this.done(user);
        this.changed();
      }, SHOWN_MS),
    );
    if (this.users.includes(user)) return;
    this.users = [...this.users, user];
    this.changed();
  }

  done(user: UserId): void {
    clearTimeout(this.timers.get(user));
    this.timers.delete(user);
    if (this.users.includes(user)) this.users = this.users.filter((other) => other !== user);
  }

  /** Whether it is time again to tell others that I am typing. */
  mayTell(): boolean {
    if (Date.now() - this.toldAt < TOLD_EVERY_MS) return false;
    this.toldAt = Date.now();
    return true;
  }
}

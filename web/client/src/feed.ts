import { Backoff, Pause } from './backoff.js';
import { Refused } from './faults.js';
import type { Page } from './rest.js';
import { type Outcome, Timeline } from './timeline.js';
import type { Changes, Message, MessageId, RoomEvent, Seq } from './wire.js';

/** Where a feed reads what did not come by itself. */
export interface FeedSource {
  history(cursor?: string): Promise<Page>;
  changes(since: Seq): Promise<Changes>;
  epoch(): string | undefined;
}

export interface FeedListener {
  /** An event took its place. `isNew` says that nothing was known of its message before. */
  applied(event: RoomEvent, isNew: boolean): void;
  /** The newest page of the history is there. */
  loaded(): void;
  /** All that was held is dropped. */
  emptied(): void;
  changed(): void;
}

export type HistoryState = 'unread' | 'loading' | 'ready' | 'failed';

const TRIES_OF_A_PAGE = 5;

/** A room's timeline, and the reading that completes it: pages of history, and changes where there is a gap. */
export class Feed {
  history: HistoryState = 'unread';
  private readonly timeline = new Timeline();
  private readonly pause = new Pause();
  /** News that came ahead of other news. */
  private ahead: { readonly from: Seq; readonly apply: () => Outcome }[] = [];
  private filling = false;
  private cursor: string | undefined;
  /** Counts how often all was dropped: what was asked for before is of no use after. */
  private lifetime = 0;

  constructor(
    private readonly source: FeedSource,
    private readonly listener: FeedListener,
  ) {}

  get messages(): readonly Message[] {
    return this.timeline.messages;
  }

  get complete(): boolean {
    return this.timeline.complete;
  }

  get loaded(): boolean {
    return this.timeline.loaded;
  }

  /** The seq up to which nothing is missing; undefined if the history was not read. */
  get seq(): Seq | undefined {
    return this.timeline.loaded ? this.timeline.seq : undefined;
  }

  knows(id: MessageId): boolean {
    return this.timeline.knows(id);
  }

  /** A connection begins, in which events follow from this seq on, unless the seq that is held was named to it. */
  begin(seq: Seq, named: boolean): void {
    this.ahead = [];
    if (!named && !this.timeline.loaded) this.timeline.begin(seq);
  }

  /** The connection has told all up to this seq, so what lacks now was lost. */
  expect(seq: Seq): void {
    if ((this.timeline.seq ?? seq) < seq) void this.fill();
  }

  event(event: RoomEvent): void {
    this.take(event.seq - 1, () => {
      const isNew = !this.timeline.knows(event.message.id);
      const outcome = this.timeline.event(event);
      if (outcome === 'applied') this.listener.applied(event, isNew);
      return outcome;
    });
  }

  changes(changes: Changes): void {
    this.take(changes.from, () => this.timeline.changes(changes.from, changes.to, changes.messages));
  }

  /** A numbered event of a kind that is not known here. */
  skip(seq: Seq): void {
    this.take(seq - 1, () => this.timeline.skip(seq));
  }

  /** Drops everything; what follows begins at this seq. */
  reset(seq: Seq | undefined): void {
    this.lifetime++;
    this.timeline.begin(seq);
    this.ahead = [];
    this.history = 'unread';
    this.pause.cut();
    this.listener.emptied();
  }

  /** Reads the newest page, unless it was read. */
  async loadNewest(): Promise<void> {
    if (this.history !== 'loading' && !this.timeline.loaded && (await this.load(undefined))) this.listener.loaded();
  }

  /** Reads the page before the oldest message. */
  async loadOlder(): Promise<void> {
    if (!this.timeline.loaded) await this.loadNewest();
    else if (this.history !== 'loading' && !this.timeline.complete) await this.load(this.cursor);
  }

  private async load(cursor: string | undefined): Promise<boolean> {
    const lifetime = this.lifetime;
    this.history = 'loading';
    this.listener.changed();
    const read = await this.read(cursor, lifetime).catch(() => false);
    if (lifetime !== this.lifetime) return false;
    this.history = read ? 'ready' : 'failed';
    this.listener.changed();
    return read;
  }

  private async read(cursor: string | undefined, lifetime: number): Promise<boolean> {
    for (let tries = 0; tries < TRIES_OF_A_PAGE; tries++) {
      const page = await this.source.history(cursor);
      if (lifetime !== this.lifetime) return false;
      if (this.timeline.page(page.seq, page.messages, page.cursor === undefined)) {
        this.cursor = page.cursor;
        return true;
      }
    }
    return false;
  }

  /** Takes in numbered news now, or once what lies between is known. */
  private take(from: Seq, apply: () => Outcome): void {
    if (this.timeline.seq === undefined) return;
    if (apply() === 'gap') {
      this.ahead.push({ from, apply });
      void this.fill();
    }
    this.listener.changed();
  }

  /** Fetches what is missing until all that came ahead of it has found its place. */
  private async fill(): Promise<void> {
    if (this.filling) return;
    this.filling = true;
    const backoff = new Backoff();
    try {
      while (await this.fillOnce().catch((fault: unknown) => this.mayFillAgain(fault, backoff)));
    } finally {
      this.filling = false;
    }
  }

  /** @returns whether there is more to fetch */
  private async fillOnce(): Promise<boolean> {
    const lifetime = this.lifetime;
    const since = this.timeline.seq;
    if (since === undefined) return false;
    const changes = await this.source.changes(since);
    if (lifetime !== this.lifetime) return false;
    const epoch = this.source.epoch();
    if (epoch !== undefined && changes.epoch !== undefined && changes.epoch !== epoch) {
      this.reset(undefined);
      return false;
    }
    this.timeline.changes(changes.from, changes.to, changes.messages);
    this.ahead = this.ahead.sort((a, b) => a.from - b.from).filter(({ apply }) => apply() === 'gap');
    this.listener.changed();
    return changes.more || (this.ahead.length > 0 && (this.timeline.seq ?? 0) > since);
  }

  private async mayFillAgain(fault: unknown, backoff: Backoff): Promise<boolean> {
    if (fault instanceof Refused && fault.status < 500 && fault.status !== 429) {
      if (fault.status === 409) this.reset(undefined);
      return false;
    }
    await this.pause.wait(backoff.next());
    return this.ahead.length > 0;
  }
}

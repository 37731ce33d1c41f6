import { Feed } from './feed.js';
import { Subject } from './observable.js';
import type { Outgoing } from './outbox.js';
import { ReadMark } from './read-mark.js';
import { RoomOutbox } from './room-outbox.js';
import type { RoomState } from './room-state.js';
import type { Surroundings } from './surroundings.js';
import { Typists } from './typists.js';
import type { Changes, Message, MessageId, RoomEvent, RoomMark, RoomRecord, Seq, UserId } from './wire.js';

/** One room: what is known of it, and what can be done in it. */
export class Room {
  readonly state: Subject<RoomState>;
  private readonly feed: Feed;
  private readonly outbox: RoomOutbox;
  private readonly read = new ReadMark();
  private readonly typists = new Typists(() => this.publish());
  private readonly seenBy = new Map<UserId, MessageId>();
  private record: RoomRecord;
  private last: Message | undefined;
  private viewers = 0;
  private happened = 0;

  constructor(
    readonly id: number,
    private readonly around: Surroundings,
  ) {
    this.record = { id, name: '', participants: [] };
    this.feed = new Feed(
      {
        history: (cursor) => around.rest.history(id, cursor),
        changes: (since) => around.rest.changes(id, since),
        epoch: around.epoch,
      },
      {
        applied: (event, isNew) => this.note(event, isNew),
        loaded: () => around.loaded(this),
        emptied: () => this.emptied(),
        changed: () => this.publish(),
      },
    );
    this.outbox = new RoomOutbox(id, around.outbox, (message) => this.feed.knows(message));
    this.state = new Subject(this.snapshot());
  }

  /** The seq up to which nothing is missing; undefined if the history was not read. */
  get heldSeq(): Seq | undefined {
    return this.feed.seq;
  }

  get isOpen(): boolean {
    return this.viewers > 0;
  }

  /** Somebody looks at the room: its history is read, and kept up to date for good. */
  open(): void {
    this.viewers++;
    void this.feed.loadNewest();
  }

  close(): void {
    this.viewers = Math.max(0, this.viewers - 1);
  }

  /** Reads the page before the oldest message, or tries again what failed. */
  loadOlder(): Promise<void> {
    return this.feed.loadOlder();
  }

  /** Sends now, or when there is a connection again; it is in `outgoing` at once. */
  send(content: string): void {
    const me = this.around.me();
    if (me !== undefined) this.around.outbox.add(me, this.id, content);
  }

  retry(key: string): void {
    this.around.outbox.retry(key);
  }

  discard(key: string): Promise<void> {
    return this.around.outbox.discard(key);
  }

  /** The new content shows when the server tells of it. */
  edit(id: MessageId, content: string): Promise<void> {
    return this.around.rest.edit(this.id, id, content);
  }

  delete(id: MessageId): Promise<void> {
    return this.around.rest.delete(this.id, id);
  }

  /** Moves my read mark forward to a message. */
  markRead(id: MessageId): void {
    if (!this.read.move(id)) return;
    this.publish();
    this.tellRead();
  }

  /** I am typing; may be called at every key. */
  type(): void {
    if (this.typists.mayTell()) this.around.send({ type: 'typing', room: this.id });
  }

  /** @internal Counts what happened, so that an older answer is known as such. */
  get age(): number {
    return this.happened;
  }

  /** @internal The state that the server names at the beginning of a connection. */
  ready(mark: RoomMark, named: boolean): void {
    this.feed.begin(mark.seq, named);
    const ahead = this.read.ready(mark);
    this.publish();
    if (ahead) this.tellRead();
    if (this.isOpen) void this.feed.loadNewest();
  }

  /** @internal All that was missed is told: whatever lacks was lost. */
  synced(mark: RoomMark): void {
    this.feed.expect(mark.seq);
  }

  /** @internal What the list of rooms says; `age` is the room's at the time of asking. */
  describe(record: RoomRecord, age: number): void {
    this.record = { ...this.record, ...record };
    if (age === this.happened) {
      if (record.last_message !== undefined) this.last = record.last_message ?? undefined;
      if (record.unread !== undefined) this.read.unread = record.unread;
    }
    this.read.move(record.read ?? 0);
    this.publish();
  }

  /** @internal */
  event(event: RoomEvent): void {
    this.feed.event(event);
  }

  /** @internal */
  changes(changes: Changes): void {
    if (changes.room_state !== undefined) this.record = { ...this.record, ...changes.room_state };
    this.feed.changes(changes);
  }

  /** @internal A numbered event of a later version. */
  unknown(seq: Seq, record: RoomRecord | undefined): void {
    if (record !== undefined) this.record = { ...this.record, ...record };
    this.feed.skip(seq);
  }

  /** @internal The server's numbers are others now. */
  reset(seq: Seq): void {
    this.feed.reset(seq);
  }

  /** @internal */
  typing(user: UserId): void {
    if (user !== this.around.me()) this.typists.heard(user);
  }

  /** @internal */
  seen(user: UserId, message: MessageId): void {
    if (user !== this.around.me()) {
      this.seenBy.set(user, Math.max(message, this.seenBy.get(user) ?? 0));
    } else if (this.read.move(message) && !this.covered && message < (this.last?.id ?? 0)) {
      this.around.doubtful();
    }
    this.publish();
  }

  /** @internal The server has a message of mine. */
  committed(entry: Outgoing, message: Message): void {
    this.outbox.committed(entry, message);
  }

  /** @internal Tells everybody of the state as it is now. */
  publish(): void {
    if (this.feed.loaded) this.last = this.feed.messages.at(-1);
    if (this.last !== undefined && this.read.at >= this.last.id) this.read.unread = 0;
    else if (this.covered) this.read.recount(this.feed.messages, this.around.me());
    this.outbox.shed();
    this.state.set(this.snapshot());
    this.around.changed(this);
  }

  /** What a live event means beyond its message. */
  private note(event: RoomEvent, isNew: boolean): void {
    this.happened++;
    const { id } = event.message;
    if (event.type === 'message.created') {
      this.typists.done(event.message.sender);
      if (event.message.sender === this.around.me()) this.read.move(id);
      else if (isNew) this.read.count(event.seq, id);
      if (id >= (this.last?.id ?? 0)) this.last = event.message;
      if (event.key !== undefined) this.around.outbox.settle(event.key, event.message);
    } else if (event.type === 'message.edited' && id === this.last?.id) {
      this.last = event.message;
    } else if (event.type === 'message.deleted' && !this.feed.loaded) {
      this.around.doubtful();
    }
  }

  private emptied(): void {
    this.happened++;
    this.outbox.clear();
    this.last = undefined;
    this.read.forget();
    this.publish();
    this.around.doubtful();
    if (this.isOpen) void this.feed.loadNewest();
  }

  /** Whether all messages above the read mark are held, so that they can be counted. */
  private get covered(): boolean {
    const oldest = this.feed.messages[0]?.id ?? Number.POSITIVE_INFINITY;
    return this.feed.loaded && (this.feed.complete || oldest <= this.read.at);
  }

  private tellRead(): void {
    const message = this.read.at;
    if (this.around.send({ type: 'read', room: this.id, message })) return;
    this.around.rest.markRead(this.id, message).catch(() => undefined);
  }

  private snapshot(): RoomState {
    const { id, name, participants } = this.record;
    return {
      id,
      name,
      participants,
      lastMessage: this.last,
      unread: this.read.unread,
      readMark: this.read.at,
      seenBy: new Map(this.seenBy),
      typing: this.typists.current,
      messages: this.feed.messages,
      outgoing: this.outbox.messages,
      history: this.feed.history,
      complete: this.feed.complete,
    };
  }
}

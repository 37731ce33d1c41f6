import type { Change, Message, MessageId, RoomEvent, Seq } from './wire.js';

/** What became of numbered news: taken in, known already, or ahead of what is held. */
export type Outcome = 'applied' | 'known' | 'gap';

interface Version {
  readonly seq: Seq;
  /** Undefined for a deleted message. */
  readonly message: Message | undefined;
}

/**
 * What is held of one room: the messages in their latest state, and the seq up to which nothing is missing.
 *
 * Every message remembers the seq of the state that is held, and only a newer one replaces it. So pages of history,
 * live events and changes may arrive in any order. Messages below the floor (the oldest page read so far) are kept
 * for the page that will bring their neighbours, but not shown.
 */
export class Timeline {
  private versions = new Map<MessageId, Version>();
  private shown: readonly Message[] | undefined;
  private begun: Seq | undefined;
  private floor = Number.POSITIVE_INFINITY;
  private last: Seq | undefined;

  /** The seq up to which nothing is missing; undefined before anything is held. */
  get seq(): Seq | undefined {
    return this.last;
  }

  /** Whether a page of history was read, so that messages are shown at all. */
  get loaded(): boolean {
    return this.floor !== Number.POSITIVE_INFINITY;
  }

  /** Whether the beginning of the room is held. */
  get complete(): boolean {
    return this.floor === 0;
  }

  /** The messages from the floor on, in order. */
  get messages(): readonly Message[] {
    this.shown ??= [...this.versions.values()]
      .flatMap(({ message }) => (message !== undefined && message.id >= this.floor ? [message] : []))
      .sort((a, b) => a.id - b.id);
    return this.shown;
  }

  /** Whether anything is known of a message, be it that it was deleted. */
  knows(id: MessageId): boolean {
    return this.versions.has(id);
  }

  get(id: MessageId): Message | undefined {
    return this.versions.get(id)?.message;
  }

  /** Lets go of everything; from this seq on, all that happens will be told. */
  begin(seq: Seq | undefined): void {
    this.versions = new Map();
    this.shown = undefined;
    this.floor = Number.POSITIVE_INFINITY;
    this.begun = seq;
    this.last = seq;
  }

  event(event: RoomEvent): Outcome {
    const outcome = this.advance(event.seq - 1, event.seq);
    if (outcome !== 'applied') return outcome;
    this.put(event.message.id, event.seq, event.type === 'message.deleted' ? undefined : event.message);
    return outcome;
  }

  /** A numbered event that this client does not know: it takes its number. */
  skip(seq: Seq): Outcome {
    return this.advance(seq - 1, seq);
  }

  changes(from: Seq, to: Seq, changes: readonly Change[]): Outcome {
    const outcome = this.advance(from, to);
    if (outcome !== 'applied') return outcome;
    for (const { seq, ...change } of changes) {
      this.put(change.id, seq, change.deleted ? undefined : asMessage(change));
    }
    return outcome;
  }

  /**
   * A page of history, newest first.
   *
   * @param seq the state that the page shows
   * @param complete whether the page reaches the beginning of the room
   * @returns false for a first page that is older than where live news began: it has to be read again
   */
  page(seq: Seq, messages: readonly Message[], complete: boolean): boolean {
    this.begun ??= seq;
    this.last ??= seq;
    if (!this.loaded && seq < this.begun) return false;
    for (const message of messages) this.put(message.id, seq, message);
    const oldest = messages.at(-1)?.id ?? this.floor;
    this.floor = complete ? 0 : Math.min(this.floor, oldest);
    this.shown = undefined;
    return true;
  }

  private advance(from: Seq, to: Seq): Outcome {
    if (this.last === undefined || from > this.last) return 'gap';
    if (to <= this.last) return 'known';
    this.last = to;
    return 'applied';
  }

  private put(id: MessageId, seq: Seq, message: Message | undefined): void {
    const held = this.versions.get(id);
    if (held !== undefined && held.seq >= seq) return;
    this.versions.set(id, { seq, message });
    const newest = this.shown?.at(-1)?.id ?? -1;
    if (this.shown !== undefined && message !== undefined && held === undefined && id > newest && id >= this.floor) {
      this.shown = [...this.shown, message];
    } else {
      this.shown = undefined;
    }
  }
}

function asMessage({ id, chat_room, sender, content, timestamp }: Omit<Message, never>): Message {
  return { id, chat_room, sender, content, timestamp };
}

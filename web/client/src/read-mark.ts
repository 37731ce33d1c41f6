import type { Message, MessageId, RoomMark, Seq, UserId } from './wire.js';

/** The count at which counting stops: it stands for itself or more. */
export const MOST_UNREAD = 100;

/** How far I have read, and how many messages of others are newer. */
export class ReadMark {
  /** The newest message that I have seen; 0 for none. */
  at: MessageId = 0;
  unread = 0;
  /** The seq up to which `unread` counts. */
  private counted: Seq = 0;

  /** @returns whether the server does not know yet how far I have read */
  ready(mark: RoomMark): boolean {
    if (mark.seq >= this.counted) {
      this.unread = mark.unread;
      this.counted = mark.seq;
    }
    const ahead = this.at > mark.read;
    this.at = Math.max(mark.read, this.at);
    return ahead;
  }

  /** @returns whether the mark moved */
  move(to: MessageId): boolean {
    if (to <= this.at) return false;
    this.at = to;
    return true;
  }

  /** A message of somebody else came. */
  count(seq: Seq, id: MessageId): void {
    if (seq > this.counted && id > this.at) this.unread = Math.min(MOST_UNREAD, this.unread + 1);
    this.counted = Math.max(this.counted, seq);
  }

  forget(): void {
    this.counted = 0;
  }

  /** Counts anew; `messages` are all there are above the mark, and maybe some below, in order. */
  recount(messages: readonly Message[], me: UserId | undefined): void {
    let count = 0;
    for (let i = messages.length - 1; i >= 0 && count < MOST_UNREAD; i--) {
      const message = messages[i];
      if (message === undefined || message.id <= this.at) break;
      if (message.sender !== me) count++;
    }
    this.unread = count;
  }
}

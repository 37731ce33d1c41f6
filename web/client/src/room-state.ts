import type { HistoryState } from './feed.js';
import type { Message, MessageId, UserId } from './wire.js';

/** Everything there is to show of a room. A new object after every change. */
export interface RoomState {
  readonly id: number;
  readonly name: string;
  readonly participants: readonly UserId[];
  readonly lastMessage: Message | undefined;
  /** Messages of others above the read mark; 100 stands for 100 or more. */
  readonly unread: number;
  /** The newest message that I have seen; 0 for none. */
  readonly readMark: MessageId;
  /** The newest message that others have seen, as far as they said while I was connected. */
  readonly seenBy: ReadonlyMap<UserId, MessageId>;
  readonly typing: readonly UserId[];
  /** The part of the history that was read, without holes, oldest first. */
  readonly messages: readonly Message[];
  /** My messages that come after those, oldest first. */
  readonly outgoing: readonly OutgoingMessage[];
  readonly history: HistoryState;
  /** Whether `messages` begin at the room's first. */
  readonly complete: boolean;
}

export interface OutgoingMessage {
  readonly key: string;
  readonly content: string;
  /** Milliseconds since 1970. */
  readonly queuedAt: number;
  readonly status: 'pending' | 'sent' | 'refused';
  /** What the server said, where it refused. */
  readonly reason?: string;
}

import type { Outbox } from './outbox.js';
import type { Rest } from './rest.js';
import type { Room } from './room.js';
import type { ClientFrame, UserId } from './wire.js';

/** What a room needs from around it. */
export interface Surroundings {
  readonly rest: Rest;
  readonly outbox: Outbox;
  readonly me: () => UserId | undefined;
  readonly epoch: () => string | undefined;
  readonly send: (frame: ClientFrame) => boolean;
  /** The history is there, so events may be followed from its seq on. */
  readonly loaded: (room: Room) => void;
  readonly changed: (room: Room) => void;
  /** What the list says of this room is not known any more. */
  readonly doubtful: () => void;
}

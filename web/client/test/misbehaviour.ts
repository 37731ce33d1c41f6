import type { RoomEvent } from '../src/wire.js';

/** What a server does wrong; nothing unless said otherwise. */
export class Misbehaviour {
  webSocketsBlocked = false;
  /** Decides the fate of a live event: how many times it is delivered. */
  copies: (event: RoomEvent, user: number) => number = () => 1;
  /** Whether the answer to a send gets lost after the message was stored. */
  losesAnswer: () => boolean = () => false;
  /** What is answered to a send instead of storing it. */
  refusal: ((content: string) => { status: number; body: unknown } | undefined) | undefined;
  /** Holds the answer of a REST request back. */
  hold: (request: string) => Promise<void> | undefined = () => undefined;
  /** Whether a REST request is answered 503. */
  fails: (request: string) => boolean = () => false;
}

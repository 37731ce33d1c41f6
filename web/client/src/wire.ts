/** What travels between client and server: see REALTIME in the server's documentation. Ids and seqs are below 2^53. */

export type UserId = number;
export type MessageId = number;

/** The number of a room at its latest durable change. */
export type Seq = number;

export interface User {
  readonly id: UserId;
  readonly username: string;
}

export interface Message {
  readonly id: MessageId;
  readonly chat_room: number;
  readonly sender: UserId;
  readonly content: string;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
}

export interface RoomRecord {
  readonly id: number;
  readonly name: string;
  readonly participants: readonly UserId[];
  readonly unread?: number;
  readonly read?: MessageId;
  readonly last_message?: Message | null;
}

/** A message as `changes` tells of it: its latest state, or that it is gone. */
export type Change =
  | (Message & { readonly seq: Seq; readonly deleted?: false })
  | { readonly id: MessageId; readonly chat_room: number; readonly seq: Seq; readonly deleted: true };

export interface Changes {
  readonly room: number;
  readonly from: Seq;
  readonly to: Seq;
  readonly more: boolean;
  readonly messages: readonly Change[];
  readonly room_state?: RoomRecord;
  readonly epoch?: string;
}

export interface RoomMark {
  readonly seq: Seq;
  readonly read: MessageId;
  readonly unread: number;
}

export interface Ready {
  readonly type: 'ready';
  readonly user: UserId;
  readonly epoch: string;
  readonly expires: number;
  readonly rooms: Readonly<Record<string, RoomMark>>;
}

/** A durable change of a room, numbered. */
export type RoomEvent =
  | { readonly type: 'message.created'; room: number; seq: Seq; message: Message; key?: string }
  | { readonly type: 'message.edited'; room: number; seq: Seq; message: Message }
  | { readonly type: 'message.deleted'; room: number; seq: Seq; message: { id: MessageId } };

/** What may be lost without harm. */
export type Ephemeral =
  | { readonly type: 'read'; room: number; user: UserId; message: MessageId }
  | { readonly type: 'typing'; room: number; user: UserId }
  | { readonly type: 'presence'; user: UserId; online: boolean };

export type ServerFrame =
  | Ready
  | ({ readonly type: 'changes' } & Changes)
  | { readonly type: 'synced' }
  | RoomEvent
  | { readonly type: 'room.joined'; room: number; seq: Seq; room_state: RoomRecord }
  | { readonly type: 'ack'; key: string; room: number; seq: Seq; message: Message; repeated?: boolean }
  | { readonly type: 'error'; key?: string; status: number; body: unknown }
  | Ephemeral
  | { readonly type: 'reset'; room: number; seq: Seq }
  | { readonly type: 'expiring'; in: number }
  | { readonly type: 'pong' };

export type ClientFrame =
  | { type: 'auth'; token: string; epoch?: string; rooms?: Record<string, Seq> }
  | { type: 'send'; room: number; content: string; key: string }
  | { type: 'read'; room: number; message: MessageId }
  | { type: 'typing'; room: number }
  | { type: 'presence'; users: readonly UserId[] }
  | { type: 'ping' };

export const CloseCode = {
  malformed: 4400,
  unauthenticated: 4401,
  signedOff: 4403,
  tooSlow: 4408,
  tooBig: 4413,
  tooMany: 4429,
  nodeStopping: 1012,
} as const;

import type { Message, OutgoingMessage } from '@parley/client';
import { dayNumber } from './dates.js';

/** What stands one below the other in a conversation. */
export type Row =
  | { readonly type: 'day'; readonly key: string; readonly at: Date }
  | { readonly type: 'new'; readonly key: string }
  | { readonly type: 'message'; readonly key: string; readonly message: Message; readonly at: Date } & Place
  | { readonly type: 'outgoing'; readonly key: string; readonly message: OutgoingMessage; readonly at: Date } & Place;

/** Where a message stands among those of the same sender that came shortly one after the other. */
export interface Place {
  readonly first: boolean;
  readonly last: boolean;
}

const TOGETHER_MS = 5 * 60_000;

interface Entry {
  readonly sender: number;
  readonly at: Date;
  readonly id: number;
  readonly key: string;
  readonly row: (place: Place) => Row;
}

const moments = new WeakMap<Message, Date>();

function moment(message: Message): Date {
  let at = moments.get(message);
  if (at === undefined) moments.set(message, (at = new Date(message.timestamp)));
  return at;
}

/**
 * Groups messages by day and sender.
 *
 * @param before the message above the first, if there is one
 * @param me who sends the outgoing ones
 * @param newAfter the divider stands before the first message of others above this id; undefined for none
 */
export function rows(
  before: Message | undefined,
  messages: readonly Message[],
  outgoing: readonly OutgoingMessage[],
  me: number,
  newAfter: number | undefined,
): readonly Row[] {
  const entries: Entry[] = [
    ...messages.map((message) => {
      const at = moment(message);
      const key = String(message.id);
      const row = (place: Place): Row => ({ type: 'message', key, message, at, ...place });
      return { sender: message.sender, at, id: message.id, key, row };
    }),
    ...outgoing.map((message) => {
      const at = new Date(message.queuedAt);
      const { key } = message;
      const row = (place: Place): Row => ({ type: 'outgoing', key, message, at, ...place });
      return { sender: me, at, id: Number.POSITIVE_INFINITY, key, row };
    }),
  ];
  const first = newAfter === undefined ? -1 : entries.findIndex(({ id, sender }) => id > newAfter && sender !== me);
  const divided = first > 0 || (first === 0 && before !== undefined && before.id <= (newAfter ?? 0)) ? first : -1;
  const joined = (i: number): boolean => i !== divided && together(i === 0 ? above(before) : entries[i - 1], entries[i]);
  return entries.flatMap((entry, i) => {
    const previous = i === 0 ? above(before) : entries[i - 1];
    const found: Row[] = [];
    if (previous === undefined || dayNumber(previous.at) !== dayNumber(entry.at)) {
      found.push({ type: 'day', key: `day of ${entry.key}`, at: entry.at });
    }
    if (i === divided) found.push({ type: 'new', key: 'new' });
    found.push(entry.row({ first: !joined(i), last: i + 1 >= entries.length || !joined(i + 1) }));
    return found;
  });
}

function above(message: Message | undefined): { sender: number; at: Date } | undefined {
  return message && { sender: message.sender, at: moment(message) };
}

function together(
  a: { sender: number; at: Date } | undefined,
  b: { sender: number; at: Date } | undefined,
): boolean {
  if (a === undefined || b === undefined || a.sender !== b.sender) return false;
  return b.at.getTime() - a.at.getTime() < TOGETHER_MS && dayNumber(a.at) === dayNumber(b.at);
}

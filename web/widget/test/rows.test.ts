import type { Message } from '@parley/client';
import { describe, expect, it } from 'vitest';
import { rows } from '../src/rows.js';

const ME = 1;
const message = (id: number, sender: number, at: string): Message => ({
  id,
  chat_room: 1,
  sender,
  content: `m${id}`,
  timestamp: at,
});
const at = (minute: number, day = 5) => new Date(2026, 0, day, 12, minute).toISOString();

/** Rows in short: `day`, `new`, or a message with brackets where a group begins and ends. */
function short(...given: Parameters<typeof rows>): string {
  return rows(...given)
    .map((row) => {
      if (row.type === 'day' || row.type === 'new') return row.type;
      const name = row.type === 'message' ? row.message.content : row.key;
      return `${row.first ? '[' : ''}${name}${row.last ? ']' : ''}`;
    })
    .join(' ');
}

describe('messages', () => {
  it('are grouped by sender', () => {
    const messages = [message(1, 1, at(0)), message(2, 1, at(1)), message(3, 2, at(2))];
    expect(short(undefined, messages, [], ME, undefined)).toBe('day [m1 m2] [m3]');
  });

  it('of one sender are apart when time has passed', () => {
    expect(short(undefined, [message(1, 1, at(0)), message(2, 1, at(9))], [], ME, undefined)).toBe('day [m1] [m2]');
  });

  it('stand under their day', () => {
    const messages = [message(1, 1, at(0)), message(2, 1, at(0, 6))];
    expect(short(undefined, messages, [], ME, undefined)).toBe('day [m1] day [m2]');
  });

  it('go on with the group that begins above what is drawn', () => {
    expect(short(message(1, 1, at(0)), [message(2, 1, at(1))], [], ME, undefined)).toBe('m2]');
  });

  it('have a line above the first new one of somebody else', () => {
    const messages = [message(1, 2, at(0)), message(2, 1, at(1)), message(3, 2, at(1)), message(4, 2, at(1))];
    expect(short(undefined, messages, [], ME, 1)).toBe('day [m1] [m2] new [m3 m4]');
    expect(short(message(1, 2, at(0)), messages.slice(2), [], ME, 1)).toBe('new [m3 m4]');
    expect(short(message(3, 2, at(1)), messages.slice(3), [], ME, 1)).toBe('m4]');
    expect(short(undefined, messages, [], ME, 4)).toBe('day [m1] [m2] [m3 m4]');
  });

  it('are followed by those on their way', () => {
    const outgoing = [{ key: 'k', content: 'x', queuedAt: Date.parse(at(1)), status: 'pending' as const }];
    expect(short(undefined, [message(1, ME, at(0))], outgoing, ME, undefined)).toBe('day [m1 k]');
  });
});

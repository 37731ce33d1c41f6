import { describe, expect } from 'vitest';
import { eventually, gate, until } from './awaiting.js';
import { it } from './general-room.js';
import { contents } from './person.js';

describe('history', () => {
  it('is read page by page to the beginning', async ({ server, room, ben, viewer }) => {
    for (let i = 0; i < 120; i++) server.store.send(room, ben, `m${i}`);
    const a = await viewer('ada');
    expect(a.room(1).state.value.messages).toHaveLength(50);
    await a.room(1).loadOlder();
    await a.room(1).loadOlder();
    expect(a.room(1).state.value.complete).toBe(true);
    expect(contents(a, 1)).toEqual(Array.from({ length: 120 }, (_, i) => `m${i}`));
  });

  it('joins up with what happens while it is read', async ({ server, room, ben, client }) => {
    server.store.send(room, ben, 'old');
    const a = await client('ada');
    const slow = gate();
    server.hold = (request) => (request.includes('/messages/') ? slow.passed : undefined);
    a.room(1).open();
    await eventually(() => server.requests.some((request) => request.includes('/messages/')));
    server.store.edit(room, 1, 'new');
    server.store.send(room, ben, 'next');
    slow.open();
    await until(a.room(1).state, ({ messages }) => messages.length === 2);
    expect(contents(a, 1)).toEqual(['new', 'next']);
  });

  it('says when it can’t be read, and is read when asked again', async ({ server, room, client }) => {
    const a = await client('ada');
    server.store.rooms.delete(1);
    a.room(1).open();
    await until(a.room(1).state, ({ history }) => history === 'failed');
    server.store.rooms.set(1, room);
    await a.room(1).loadOlder();
    expect(a.room(1).state.value.history).toBe('ready');
  });
});

import { describe, expect } from 'vitest';
import { until } from './awaiting.js';
import { it } from './general-room.js';
import { contents, shown } from './person.js';

describe('a connection that breaks', () => {
  it('loses, doubles and reorders nothing of what both write meanwhile', async ({ server, viewer }) => {
    const [a, b] = [await viewer('ada'), await viewer('ben')];
    await server.stop();
    for (let i = 0; i < 5; i++) {
      a.room(1).send(`a${i}`);
      b.room(1).send(`b${i}`);
    }
    expect(shown(a, 1)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
    await server.start();
    await until(a.room(1).state, ({ messages, outgoing }) => messages.length === 10 && outgoing.length === 0);
    await until(b.room(1).state, ({ messages, outgoing }) => messages.length === 10 && outgoing.length === 0);
    expect(contents(a, 1)).toEqual(contents(b, 1));
    expect(contents(a, 1).filter((text) => text.startsWith('a'))).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
    expect(contents(a, 1).filter((text) => text.startsWith('b'))).toEqual(['b0', 'b1', 'b2', 'b3', 'b4']);
  });

  it.for([1012, 4408, 1006])('comes back after code %i with what was missed', async (code, { server, room, ben, viewer }) => {
    const a = await viewer('ada');
    server.copies = () => 0;
    for (let i = 0; i < 8; i++) server.store.send(room, ben, `m${i}`);
    if (code === 1006) {
      await server.stop();
      await server.start();
    } else server.closeSockets(code);
    await until(a.room(1).state, ({ messages }) => messages.length === 8);
    expect(contents(a, 1)).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7']);
  });

  it('sends once what was stored although the answer got lost', async ({ server, room, viewer }) => {
    const a = await viewer('ada');
    let lost = 0;
    server.losesAnswer = () => lost++ < 2;
    server.copies = () => 0;
    a.room(1).send('only once');
    await until(a.room(1).state, ({ messages }) => messages.length === 1);
    expect(server.store.alive(room)).toHaveLength(1);
    await until(a.room(1).state, ({ outgoing }) => outgoing.length === 0);
  });

  it('reads everything again when the store is another', async ({ server, room, ben, viewer }) => {
    const a = await viewer('ada');
    server.store.send(room, ben, 'before');
    await until(a.room(1).state, ({ messages }) => messages.length === 1);
    await server.stop();
    server.store.epoch = 'two';
    room.messages.clear();
    room.seq = 0;
    server.store.send(room, ben, 'after');
    await server.start();
    await until(a.room(1).state, ({ messages }) => messages.length === 1 && messages[0]?.content === 'after');
  });
});

describe('a gap in the live events', () => {
  it('is filled by asking for the changes', async ({ server, room, ben, viewer }) => {
    const a = await viewer('ada');
    server.copies = (event) => (event.seq % 3 === 0 ? 1 : 0);
    for (let i = 1; i <= 9; i++) server.store.send(room, ben, `m${i}`);
    await until(a.room(1).state, ({ messages }) => messages.length === 9);
    expect(contents(a, 1)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9']);
  });

  it('is filled although the server fails at first', async ({ server, room, ben, viewer }) => {
    const a = await viewer('ada');
    server.copies = (event) => (event.seq === 1 ? 0 : 1);
    let failures = 0;
    server.fails = (request) => request.includes('/changes/') && failures++ === 0;
    server.store.send(room, ben, 'one');
    server.store.send(room, ben, 'two');
    await until(a.room(1).state, ({ messages }) => messages.length === 2);
  });

  it('does not come of events that are told twice', async ({ server, room, ben, viewer }) => {
    const a = await viewer('ada');
    server.copies = () => 3;
    for (let i = 1; i <= 5; i++) server.store.send(room, ben, `m${i}`);
    await until(a.room(1).state, ({ messages }) => messages.length === 5);
    expect(server.requests.filter((request) => request.includes('/changes/'))).toEqual([]);
    expect(a.rooms.value[0]?.unread).toBe(5);
  });

  it('does not come of events of a later version', async ({ server, room, ada, ben, viewer }) => {
    const a = await viewer('ada');
    room.seq++;
    server.tell(ada, { type: 'message.pinned', room: 1, seq: 1 } as never);
    server.store.send(room, ben, 'after');
    await until(a.room(1).state, ({ messages }) => messages.length === 1);
    expect(server.requests.filter((request) => request.includes('/changes/'))).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Parley } from '../src/parley.js';
import { eventually, gate, until } from './awaiting.js';
import { FakeServer } from './fake-server.js';
import type { FakeRoom } from './fake-store.js';
import { contents, person, shown } from './person.js';

let server: FakeServer;
let room: FakeRoom;
let ada: number;
let ben: number;
const clients: Parley[] = [];

async function client(name: string): Promise<Parley> {
  const parley = await person(server, name);
  clients.push(parley);
  return parley;
}

async function viewer(name: string): Promise<Parley> {
  const parley = await client(name);
  parley.room(room.id).open();
  await until(parley.room(room.id).state, ({ history }) => history === 'ready');
  return parley;
}

beforeEach(async () => {
  server = await new FakeServer().start();
  ada = server.store.addUser('ada');
  ben = server.store.addUser('ben');
  room = server.store.addRoom('General', [ada, ben]);
});

afterEach(async () => {
  clients.splice(0).forEach((parley) => parley.close());
  await server.stop();
});

describe('two people', () => {
  it('see each other’s messages in one order', async () => {
    const [a, b] = [await viewer('ada'), await viewer('ben')];
    a.room(1).send('hello');
    await until(b.room(1).state, ({ messages }) => messages.length === 1);
    b.room(1).send('hi');
    await until(a.room(1).state, ({ messages }) => messages.length === 2);
    await until(b.room(1).state, ({ messages }) => messages.length === 2);
    expect(contents(a, 1)).toEqual(['hello', 'hi']);
    expect(contents(b, 1)).toEqual(['hello', 'hi']);
    expect(a.unsent).toBe(0);
  });

  it('see edits and deletions', async () => {
    const [a, b] = [await viewer('ada'), await viewer('ben')];
    a.room(1).send('helo');
    a.room(1).send('oops');
    const { messages } = await until(b.room(1).state, (state) => state.messages.length === 2);
    await a.room(1).edit(messages[0]?.id ?? 0, 'hello');
    await a.room(1).delete(messages[1]?.id ?? 0);
    await until(b.room(1).state, (state) => state.messages.length === 1 && state.messages[0]?.content === 'hello');
  });

  it('see who types, until the message comes', async () => {
    const [a, b] = [await viewer('ada'), await viewer('ben')];
    a.room(1).type();
    await until(b.room(1).state, ({ typing }) => typing.includes(ada));
    expect(a.room(1).state.value.typing).toEqual([]);
    a.room(1).send('done');
    await until(b.room(1).state, ({ typing, messages }) => messages.length === 1 && typing.length === 0);
  });

  it('see who is online', async () => {
    const a = await viewer('ada');
    a.watchPresence([ben]);
    const b = await viewer('ben');
    await until(a.online, (online) => online.has(ben));
    b.close();
    await until(a.online, (online) => !online.has(ben));
  });

  it('have unread messages until they read them', async () => {
    const a = await client('ada');
    server.store.send(room, ben, 'one');
    server.store.send(room, ben, 'two');
    await until(a.rooms, ([first]) => first?.unread === 2);
    a.room(1).open();
    const { messages } = await until(a.room(1).state, ({ history }) => history === 'ready');
    expect(a.room(1).state.value.unread).toBe(2);
    a.room(1).markRead(messages.at(-1)?.id ?? 0);
    expect(a.room(1).state.value.unread).toBe(0);
    await until(a.rooms, ([first]) => first?.unread === 0);
    await eventually(() => room.reads.get(ada) === 2);
  });

  it('read on one device what is then read on the other', async () => {
    const [phone, desk] = [await viewer('ada'), await viewer('ada')];
    server.store.send(room, ben, 'news');
    await until(desk.rooms, ([first]) => first?.unread === 1);
    await until(phone.rooms, ([first]) => first?.unread === 1);
    phone.room(1).markRead(1);
    await until(desk.rooms, ([first]) => first?.unread === 0);
  });
});

describe('a connection that breaks', () => {
  it('loses, doubles and reorders nothing of what both write meanwhile', async () => {
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

  it.each([1012, 4408, 1006])('comes back after code %i with what was missed', async (code) => {
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

  it('sends once what was stored although the answer got lost', async () => {
    const a = await viewer('ada');
    let lost = 0;
    server.losesAnswer = () => lost++ < 2;
    server.copies = () => 0;
    a.room(1).send('only once');
    await until(a.room(1).state, ({ messages }) => messages.length === 1);
    expect(server.store.alive(room)).toHaveLength(1);
    await until(a.room(1).state, ({ outgoing }) => outgoing.length === 0);
  });

  it('reads everything again when the store is another', async () => {
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
  it('is filled by asking for the changes', async () => {
    const a = await viewer('ada');
    server.copies = (event) => (event.seq % 3 === 0 ? 1 : 0);
    for (let i = 1; i <= 9; i++) server.store.send(room, ben, `m${i}`);
    await until(a.room(1).state, ({ messages }) => messages.length === 9);
    expect(contents(a, 1)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9']);
  });

  it('is filled although the server fails at first', async () => {
    const a = await viewer('ada');
    server.copies = (event) => (event.seq === 1 ? 0 : 1);
    let failures = 0;
    server.fails = (request) => request.includes('/changes/') && failures++ === 0;
    server.store.send(room, ben, 'one');
    server.store.send(room, ben, 'two');
    await until(a.room(1).state, ({ messages }) => messages.length === 2);
  });

  it('does not come of events that are told twice', async () => {
    const a = await viewer('ada');
    server.copies = () => 3;
    for (let i = 1; i <= 5; i++) server.store.send(room, ben, `m${i}`);
    await until(a.room(1).state, ({ messages }) => messages.length === 5);
    expect(server.requests.filter((request) => request.includes('/changes/'))).toEqual([]);
    expect(a.rooms.value[0]?.unread).toBe(5);
  });

  it('does not come of events of a later version', async () => {
    const a = await viewer('ada');
    room.seq++;
    server.tell(ada, { type: 'message.pinned', room: 1, seq: 1 } as never);
    server.store.send(room, ben, 'after');
    await until(a.room(1).state, ({ messages }) => messages.length === 1);
    expect(server.requests.filter((request) => request.includes('/changes/'))).toEqual([]);
  });
});

describe('history', () => {
  it('is read page by page to the beginning', async () => {
    for (let i = 0; i < 120; i++) server.store.send(room, ben, `m${i}`);
    const a = await viewer('ada');
    expect(a.room(1).state.value.messages).toHaveLength(50);
    await a.room(1).loadOlder();
    await a.room(1).loadOlder();
    expect(a.room(1).state.value.complete).toBe(true);
    expect(contents(a, 1)).toEqual(Array.from({ length: 120 }, (_, i) => `m${i}`));
  });

  it('joins up with what happens while it is read', async () => {
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

  it('says when it can’t be read, and is read when asked again', async () => {
    const a = await client('ada');
    server.store.rooms.delete(1);
    a.room(1).open();
    await until(a.room(1).state, ({ history }) => history === 'failed');
    server.store.rooms.set(1, room);
    await a.room(1).loadOlder();
    expect(a.room(1).state.value.history).toBe('ready');
  });
});

describe('a message', () => {
  it('that is refused says why, and can be sent again or discarded', async () => {
    const a = await viewer('ada');
    server.refusal = () => ({ status: 400, body: { content: ['Too rude.'] } });
    a.room(1).send('@!#');
    a.room(1).send('&%$');
    const { outgoing } = await until(a.room(1).state, (state) => state.outgoing.every(({ status }) => status === 'refused'));
    expect(outgoing.map(({ reason }) => reason)).toEqual(['Too rude.', 'Too rude.']);
    server.refusal = undefined;
    await a.room(1).discard(outgoing[0]?.key ?? '');
    a.room(1).retry(outgoing[1]?.key ?? '');
    await until(a.room(1).state, (state) => state.messages.length === 1 && state.outgoing.length === 0);
    expect(contents(a, 1)).toEqual(['&%$']);
  });

  it('waits and goes through when the server has had too many', async () => {
    const a = await viewer('ada');
    let refusals = 0;
    server.refusal = () => (refusals++ < 2 ? { status: 429, body: { detail: 'Slow down.' } } : undefined);
    a.room(1).send('one');
    a.room(1).send('two');
    await until(a.room(1).state, ({ messages }) => messages.length === 2);
    expect(contents(a, 1)).toEqual(['one', 'two']);
  });
});

describe('a room', () => {
  it('appears when somebody else creates it', async () => {
    const a = await client('ada');
    const other = server.store.addRoom('Other', [ada, ben]);
    server.tell(ada, { type: 'room.joined', room: other.id, seq: 0, room_state: server.store.record(other) });
    await until(a.rooms, (rooms) => rooms.some(({ name }) => name === 'Other'));
    server.store.send(other, ben, 'welcome');
    await until(a.rooms, ([first]) => first?.lastMessage?.content === 'welcome' && first.unread === 1);
  });

  it('is listed by its newest message', async () => {
    server.store.addRoom('Quiet', [ada]);
    const a = await client('ada');
    server.store.send(room, ben, 'hello');
    await until(a.rooms, (rooms) => rooms.map(({ name }) => name).join() === 'General,Quiet');
    const made = await a.createRoom('New', [ben]);
    await until(a.rooms, ([first]) => first?.id === made.id);
  });
});

import { describe, expect } from 'vitest';
import { eventually, until } from './awaiting.js';
import { it } from './general-room.js';
import { contents } from './person.js';

describe('two people', () => {
  it('see each other’s messages in one order', async ({ viewer }) => {
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

  it('see edits and deletions', async ({ viewer }) => {
    const [a, b] = [await viewer('ada'), await viewer('ben')];
    a.room(1).send('helo');
    a.room(1).send('oops');
    const { messages } = await until(b.room(1).state, (state) => state.messages.length === 2);
    await a.room(1).edit(messages[0]?.id ?? 0, 'hello');
    await a.room(1).delete(messages[1]?.id ?? 0);
    await until(b.room(1).state, (state) => state.messages.length === 1 && state.messages[0]?.content === 'hello');
  });

  it('see who types, until the message comes', async ({ ada, viewer }) => {
    const [a, b] = [await viewer('ada'), await viewer('ben')];
    a.room(1).type();
    await until(b.room(1).state, ({ typing }) => typing.includes(ada));
    expect(a.room(1).state.value.typing).toEqual([]);
    a.room(1).send('done');
    await until(b.room(1).state, ({ typing, messages }) => messages.length === 1 && typing.length === 0);
  });

  it('see who is online', async ({ ben, viewer }) => {
    const a = await viewer('ada');
    a.watchPresence([ben]);
    const b = await viewer('ben');
    await until(a.online, (online) => online.has(ben));
    b.close();
    await until(a.online, (online) => !online.has(ben));
  });

  it('have unread messages until they read them', async ({ server, room, ada, ben, client }) => {
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

  it('read on one device what is then read on the other', async ({ server, room, ben, viewer }) => {
    const [phone, desk] = [await viewer('ada'), await viewer('ada')];
    server.store.send(room, ben, 'news');
    await until(desk.rooms, ([first]) => first?.unread === 1);
    await until(phone.rooms, ([first]) => first?.unread === 1);
    phone.room(1).markRead(1);
    await until(desk.rooms, ([first]) => first?.unread === 0);
  });
});

describe('a message', () => {
  it('that is refused says why, and can be sent again or discarded', async ({ server, viewer }) => {
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

  it('waits and goes through when the server has had too many', async ({ server, viewer }) => {
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
  it('appears when somebody else creates it', async ({ server, ada, ben, client }) => {
    const a = await client('ada');
    const other = server.store.addRoom('Other', [ada, ben]);
    server.tell(ada, { type: 'room.joined', room: other.id, seq: 0, room_state: server.store.record(other) });
    await until(a.rooms, (rooms) => rooms.some(({ name }) => name === 'Other'));
    server.store.send(other, ben, 'welcome');
    await until(a.rooms, ([first]) => first?.lastMessage?.content === 'welcome' && first.unread === 1);
  });

  it('is listed by its newest message', async ({ server, room, ada, ben, client }) => {
    server.store.addRoom('Quiet', [ada]);
    const a = await client('ada');
    server.store.send(room, ben, 'hello');
    await until(a.rooms, (rooms) => rooms.map(({ name }) => name).join() === 'General,Quiet');
    const made = await a.createRoom('New', [ben]);
    await until(a.rooms, ([first]) => first?.id === made.id);
  });
});

import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Parley } from '../src/parley.js';
import { openStorage } from '../src/storage.js';
import { eventually, gate, until } from './awaiting.js';
import { FakeServer } from './fake-server.js';
import type { FakeRoom } from './fake-store.js';
import { contents, person, shown, webSocket } from './person.js';

let server: FakeServer;
let room: FakeRoom;
const clients: Parley[] = [];

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  server = await new FakeServer().start();
  const [ada, ben] = [server.store.addUser('ada'), server.store.addUser('ben')];
  room = server.store.addRoom('General', [ada, ben]);
});

afterEach(async () => {
  clients.splice(0).forEach((parley) => parley.close());
  await server.stop();
});

function known(parley: Parley): Parley {
  clients.push(parley);
  return parley;
}

/** So many messages are in the outbox that outlives the page. */
async function written(count: number): Promise<void> {
  const storage = await openStorage(`parley ${server.url}`);
  let kept = 0;
  await eventually(() => {
    void storage.all('outbox').then((entries) => (kept = entries.length));
    return kept === count;
  });
}

const reopened = () => known(new Parley({ server: server.url, WebSocket: webSocket }));
const refreshes = () => server.requests.filter((request) => request.includes('/token/refresh/')).length;

describe('after a reload', () => {
  it('the same person is signed in', async () => {
    known(await person(server, 'ada', { remember: 'all' })).close();
    const again = reopened();
    expect(await again.restore()).toBe(true);
    expect(again.me.value?.username).toBe('ada');
    expect(refreshes()).toBe(0);
  });

  it('what was not sent is sent, in order', async () => {
    const before = known(await person(server, 'ada', { remember: 'all' }));
    before.room(1).open();
    await until(before.room(1).state, ({ history }) => history === 'ready');
    await server.stop();
    ['one', 'two', 'three'].forEach((text) => before.room(1).send(text));
    await written(before.unsent);
    before.close();
    await server.start();
    const after = reopened();
    await after.restore();
    after.room(1).open();
    await until(after.room(1).state, ({ messages, outgoing }) => messages.length === 3 && outgoing.length === 0);
    expect(contents(after, 1)).toEqual(['one', 'two', 'three']);
    expect(server.store.alive(room)).toHaveLength(3);
  });

  it('somebody else does not send it', async () => {
    const before = known(await person(server, 'ada', { remember: 'all' }));
    await server.stop();
    before.room(1).send('from ada');
    await written(before.unsent);
    before.close();
    await server.start();
    const ben = known(await person(server, 'ben', { remember: 'all' }));
    ben.room(1).open();
    await until(ben.room(1).state, ({ history }) => history === 'ready');
    expect(shown(ben, 1)).toEqual([]);
  });

  it('a draft is there again', async () => {
    const before = known(await person(server, 'ada', { remember: 'all' }));
    await before.drafts.write(1, 'half a thou');
    before.close();
    const after = reopened();
    await after.restore();
    expect(await after.drafts.read(1)).toBe('half a thou');
  });
});

describe('an access token', () => {
  it('that expires is renewed in the open socket', async () => {
    known(await person(server, 'ada'));
    server.expireTokens();
    server.tell(1, { type: 'expiring', in: 60 });
    await eventually(() => server.received.filter(({ type }) => type === 'auth').length === 2);
    expect(server.connected).toBe(1);
    expect(refreshes()).toBe(1);
  });

  it('that expired while away is renewed on coming back', async () => {
    const ada = known(await person(server, 'ada'));
    await server.stop();
    server.expireTokens();
    await server.start();
    ada.room(1).send('still me');
    ada.room(1).open();
    await until(ada.room(1).state, ({ messages }) => messages.length === 1);
    expect(refreshes()).toBe(1);
  });

  it('is renewed once by all tabs together', async () => {
    const one = known(await person(server, 'ada', { remember: 'all' }));
    const two = reopened();
    await two.restore();
    server.expireTokens();
    await Promise.all([one.refreshRooms(), two.refreshRooms(), one.findPeople(''), two.findPeople('')]);
    expect(one.me.value?.username).toBe('ada');
    expect(two.me.value?.username).toBe('ada');
  });

  it('that can’t be renewed ends the session', async () => {
    const ada = known(await person(server, 'ada', { remember: 'all' }));
    server.expireTokens();
    await server.stop();
    server.revokeTokens();
    await server.start();
    await until(ada.me, (me) => me === undefined);
    expect(ada.connection.value.phase).toBe('idle');
    expect(await reopened().restore()).toBe(false);
  });

  it('comes from the page around where that says so', async () => {
    const login = known(await person(server, 'ada'));
    const asked: (string | undefined)[] = [];
    let current = 'stale';
    const parley = known(
      new Parley({
        server: server.url,
        WebSocket: webSocket,
        remember: 'nothing',
        token: (stale) => {
          asked.push(stale);
          return stale === undefined ? current : (current = 'access-1');
        },
      }),
    );
    expect(await parley.restore()).toBe(true);
    expect(asked).toEqual([undefined, 'stale']);
    expect(parley.me.value?.id).toBe(login.me.value?.id);
  });
});

describe('signing out', () => {
  it('forgets the tokens, the unsent and the drafts, and revokes', async () => {
    const ada = known(await person(server, 'ada', { remember: 'all' }));
    await until(ada.rooms, (rooms) => rooms.length === 1);
    await ada.drafts.write(1, 'secret');
    await ada.signOut();
    expect(server.requests).toContain('POST /api/token/blacklist/');
    const again = reopened();
    expect(await again.restore()).toBe(false);
    expect(ada.rooms.value).toEqual([]);
  });
});

describe('where WebSockets are blocked', () => {
  it('messages come by streams and go by requests', async () => {
    server.webSocketsBlocked = true;
    const ada = known(new Parley({ server: server.url, WebSocket: webSocket, remember: 'nothing' }));
    await ada.signIn('ada', 'secret');
    ada.room(1).open();
    await until(ada.connection, ({ via }) => via === 'streams');
    await until(ada.room(1).state, ({ history }) => history === 'ready');
    ada.room(1).send('by request');
    await until(ada.room(1).state, ({ messages, outgoing }) => messages.length === 1 && outgoing.length === 0);
    server.copies = (event) => (event.seq === 2 ? 0 : 1);
    server.store.send(room, 2, 'lost');
    server.store.send(room, 2, 'by stream');
    await until(ada.room(1).state, ({ messages }) => messages.length === 3);
    expect(contents(ada, 1)).toEqual(['by request', 'lost', 'by stream']);
  });

  it('who signs out while the server is looked for tries a WebSocket when signing in again', async () => {
    server.webSocketsBlocked = true;
    const looked = gate();
    let looking = false;
    server.hold = (request) => {
      if (!request.endsWith('/api/users/me/') || ada.connection.value.phase !== 'waiting') return undefined;
      looking = true;
      return looked.passed;
    };
    const ada = known(new Parley({ server: server.url, WebSocket: webSocket, remember: 'nothing' }));
    await ada.signIn('ada', 'secret');
    await eventually(() => looking);
    await ada.signOut();
    looked.open();
    server.hold = () => undefined;
    server.webSocketsBlocked = false;
    await ada.signIn('ada', 'secret');
    await until(ada.connection, ({ via, phase }) => via === 'websocket' && phase === 'live');
  });

  it('the WebSocket takes over as soon as it gets through', async () => {
    server.webSocketsBlocked = true;
    const ada = known(new Parley({ server: server.url, WebSocket: webSocket, remember: 'nothing' }));
    await ada.signIn('ada', 'secret');
    ada.room(1).open();
    await until(ada.connection, ({ via }) => via === 'streams');
    server.webSocketsBlocked = false;
    ada.reconnect();
    await until(ada.connection, ({ via, phase }) => via === 'websocket' && phase === 'live');
    server.store.send(room, 2, 'once');
    await until(ada.room(1).state, ({ messages }) => messages.length === 1);
  });
});

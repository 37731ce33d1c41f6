import { test } from 'vitest';
import type { Parley } from '../src/parley.js';
import { until } from './awaiting.js';
import { FakeServer } from './fake-server.js';
import type { FakeRoom } from './fake-store.js';
import { person } from './person.js';

/** A server with one room, General, whose number is 1, and the two people in it. */
interface General {
  readonly server: FakeServer;
  readonly ada: number;
  readonly ben: number;
  readonly room: FakeRoom;
  /** Somebody signed in and live, until the test ends. */
  readonly client: (name: 'ada' | 'ben') => Promise<Parley>;
  /** Somebody who looks at General. */
  readonly viewer: (name: 'ada' | 'ben') => Promise<Parley>;
}

export const it = test.extend<General>({
  server: async ({}, use) => {
    const server = await new FakeServer().start();
    await use(server);
    await server.stop();
  },
  ada: ({ server }, use) => use(server.store.addUser('ada')),
  ben: ({ server }, use) => use(server.store.addUser('ben')),
  room: ({ server, ada, ben }, use) => use(server.store.addRoom('General', [ada, ben])),
  client: async ({ server, room: _ }, use) => {
    const clients: Parley[] = [];
    await use(async (name) => {
      const parley = await person(server, name);
      clients.push(parley);
      return parley;
    });
    clients.forEach((parley) => parley.close());
  },
  viewer: ({ room, client }, use) =>
    use(async (name) => {
      const parley = await client(name);
      parley.room(room.id).open();
      await until(parley.room(room.id).state, ({ history }) => history === 'ready');
      return parley;
    }),
});

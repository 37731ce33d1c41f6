import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fresh, launch, Person } from './people.mjs';
import { killServer, mortal, renews, startServer } from './server.mjs';

describe('whatever the weather', () => {
  const room = fresh('Harbour ');
  let browser;
  let ada;
  let ben;

  before(async () => {
    browser = await launch();
    [ada, ben] = await Promise.all([Person.signUp(browser, fresh('ada')), Person.signUp(browser, fresh('ben'))]);
    await ada.createRoom(room, ben.name);
    await ben.open(room);
    await ada.say('before');
    await ben.sees('before');
  });

  after(async () => {
    await browser.close();
  });

  /** Both show the same, in the same order, none missing, none twice. */
  async function agreeOn(wanted) {
    for (const person of [ada, ben]) {
      for (const content of wanted) await person.sees(content);
      await person.settled();
    }
    const seen = await ada.messages();
    assert.deepEqual(await ben.messages(), seen);
    assert.deepEqual([...seen].sort(), ['before', ...wanted].sort());
    return seen;
  }

  const said = [];
  async function bothWrite(topic) {
    for (let i = 1; i <= 4; i++) {
      await ada.say(`${topic} a${i}`);
      await ben.say(`${topic} b${i}`);
      said.push(`${topic} a${i}`, `${topic} b${i}`);
    }
  }

  it('what both write offline is there when they are back', async () => {
    const contexts = [ada.page.context(), ben.page.context()];
    await Promise.all(contexts.map((context) => context.setOffline(true)));
    await ada.page.getByText('You are offline.').waitFor();
    await bothWrite('offline');
    await ada.page.getByText('Sending…').first().waitFor();
    await Promise.all(contexts.map((context) => context.setOffline(false)));
    const seen = await agreeOn(said);
    for (const who of ['a', 'b']) {
      const own = seen.filter((content) => content.startsWith(`offline ${who}`));
      assert.deepEqual(own, [1, 2, 3, 4].map((i) => `offline ${who}${i}`));
    }
    await ada.page.getByText('You are offline.').waitFor({ state: 'hidden' });
  });

  it('what was written offline survives a reload', async () => {
    await ada.page.context().setOffline(true);
    await ada.say('kept through a reload');
    said.push('kept through a reload');
    await ada.page.getByText('Sending…').waitFor();
    await ada.page.waitForTimeout(200);
    await ada.page.context().setOffline(false);
    await ada.page.reload();
    await agreeOn(said);
  });

  it('a server that is killed and started again loses and doubles nothing', { skip: !mortal && 'no --kill and --start' }, async () => {
    await ada.say('just before the end');
    killServer();
    said.push('just before the end');
    await bothWrite('killed');
    await ada.page.getByText('Reconnecting…').waitFor();
    startServer();
    await agreeOn(said);
  });

  it('a token that expires is renewed in the open connection', { skip: !renews && 'no --renews' }, async () => {
    const sockets = [];
    ada.page.on('websocket', (socket) => sockets.push(socket));
    await ada.page.waitForRequest((request) => request.url().includes('/api/token/refresh/'));
    await ada.say('with a new token');
    said.push('with a new token');
    await agreeOn(said);
    assert.deepEqual(sockets, []);
  });

  it('a token that has expired is renewed without a word', async () => {
    await ada.page.evaluate(spoilAccessToken, 'parley ');
    const renewal = ada.page.waitForRequest((request) => request.url().includes('/api/token/refresh/'));
    await ada.page.reload();
    await renewal;
    await agreeOn(said);
  });

  it('without a single complaint in the console', () => {
    assert.deepEqual([...ada.complaints, ...ben.complaints], []);
  });
});

/** Puts a token that the server refuses in the place of the one that is kept. */
async function spoilAccessToken(prefix) {
  const { name } = (await indexedDB.databases()).find((database) => database.name.startsWith(prefix));
  const database = await done(indexedDB.open(name));
  const store = database.transaction('tokens', 'readwrite').objectStore('tokens');
  const pair = await done(store.get('pair'));
  const [head, claims] = pair.access.split('.');
  await done(store.put({ ...pair, access: `${head}.${claims}.${'A'.repeat(43)}` }, 'pair'));
  database.close();

  function done(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }
}

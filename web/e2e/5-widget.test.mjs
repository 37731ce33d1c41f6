import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { fresh, launch, Person } from './people.mjs';
import { base, Caller, PASSWORD } from './server.mjs';

const PORT = 8399;

describe('the widget in a page of another origin', () => {
  const name = fresh('Support ');
  let browser;
  let site;
  let ada;
  let ben;
  let room;
  let page = '';

  before(async () => {
    browser = await launch();
    site = createServer((_, answer) => answer.writeHead(200, { 'Content-Type': 'text/html' }).end(page));
    site.listen(PORT, '127.0.0.1');
    await once(site, 'listening');
    ada = await Caller.register(fresh('ada'));
    ben = await Person.signUp(browser, fresh('ben'));
    room = await ada.createRoom(name, await Caller.signIn(ben.name));
    await ben.open(name);
  });

  after(async () => {
    await browser.close();
    site.close();
  });

  async function visit(element) {
    page = `<!doctype html><html lang="en"><title>A shop</title><script type="module" src="${base}/parley.js"></script>
      <style>parley-chat { --parley-accent: rgb(0, 104, 80); }</style><h1>A shop</h1>${element}`;
    const tab = await (await browser.newContext()).newPage();
    tab.setDefaultTimeout(15_000);
    await tab.goto(`http://127.0.0.1:${PORT}/`);
    return tab;
  }

  it('chats with a token that the page gives it, in the page’s colours', async () => {
    const tab = await visit(`<parley-chat room="${room.id}" token="${ada.token}"></parley-chat>`);
    const composer = tab.getByRole('textbox', { name: 'Message', exact: true });
    await composer.fill('Hello from the shop');
    await composer.press('Enter');
    await ben.sees('Hello from the shop');
    await ben.say('How can I help?');
    await tab.locator('.bubble').filter({ hasText: 'How can I help?' }).waitFor();
    const colour = await tab.locator('.mine .bubble').first().evaluate((bubble) => getComputedStyle(bubble).backgroundColor);
    assert.equal(colour, 'rgb(0, 104, 80)');
    await tab.context().close();
  });

  it('asks to sign in without one, and keeps no token where the page’s scripts find it', async () => {
    const tab = await visit(`<parley-chat room="${room.id}"></parley-chat>`);
    await tab.getByLabel('Username').fill(ada.name);
    await tab.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await tab.locator('.bubble').filter({ hasText: 'Hello from the shop' }).waitFor();
    const kept = await tab.evaluate(async () => {
      const found = [...Object.values(localStorage), ...Object.values(sessionStorage), document.cookie];
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise((resolve) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => resolve(request.result);
        });
        for (const store of database.objectStoreNames) {
          const request = database.transaction(store).objectStore(store).getAll();
          await new Promise((resolve) => (request.onsuccess = resolve));
          found.push(JSON.stringify(request.result));
        }
      }
      return found.join(' ');
    });
    assert.doesNotMatch(kept, /eyJ/);
    await tab.context().close();
  });

  it('says so to somebody who is not in the room', async () => {
    const stranger = await Caller.register(fresh('eve'));
    const tab = await visit(`<parley-chat room="${room.id}" token="${stranger.token}"></parley-chat>`);
    await tab.getByText('This room is not there, or you are not in it.').waitFor();
    await tab.context().close();
  });
});

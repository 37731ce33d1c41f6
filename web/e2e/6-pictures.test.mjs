import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fresh, launch, Person } from './people.mjs';
import { base, Caller } from './server.mjs';

const images = process.env.E2E_IMAGES;
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

describe('pictures', () => {
  let browser;
  let ada;
  let ben;
  let lake;

  before(async () => {
    mkdirSync(images, { recursive: true });
    browser = await launch();
    let chloe;
    [ada, ben, chloe] = [await named('Ada'), await named('Ben'), await named('Chloé')];
    const choir = await ada.createRoom('Choir', ben, chloe);
    await chloe.say(choir, 'The new scores are in the cupboard.');
    const release = await ada.createRoom('Release 1.0', ben);
    await ben.say(release, 'All green. Shipping it tomorrow.');
    const family = await ada.createRoom('משפחה', chloe);
    await chloe.say(family, 'מתי מגיעים?');
    await chloe.say(family, 'יש עוגה');
    lake = await ada.createRoom('Lake house', ben, chloe);
    await ben.say(lake, 'Saturday it is then!');
    await ben.say(lake, 'I’ll bring the canoe, if someone helps me carry it.');
    await ada.say(lake, 'Count me in 🛶');
    await chloe.say(lake, 'Route and keys: https://example.com/lake-house?from=station');
    await chloe.say(lake, 'The gate opens with `4711#`, then:\n```\nleft at the birch\nsecond door on the right\n```');
    await ada.say(lake, 'Found it on the map. Leaving at nine?');
    await ben.say(lake, '👍');
  });

  after(async () => {
    await browser.close();
  });

  /** Somebody with this very name, if nobody had it before. */
  async function named(name) {
    try {
      return await Caller.register(name);
    } catch {
      return Caller.register(fresh(name));
    }
  }

  async function seen(options) {
    const person = await Person.signIn(browser, ada.name, options);
    await person.page.goto(`${base}/#/rooms/${lake.id}`);
    await person.sees('Leaving at nine?');
    return person;
  }

  async function take(person, name) {
    await person.page.waitForTimeout(500);
    await person.page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' });
    await person.leave();
  }

  it('of a desk', async () => {
    const friend = await Person.signIn(browser, ben.name);
    await friend.page.goto(`${base}/#/rooms/${lake.id}`);
    const person = await seen(DESKTOP);
    await person.say('Then nine at the station.');
    await friend.sees('Then nine');
    await friend.composer.pressSequentially('Perf');
    await person.page.getByText('is typing…').waitFor();
    await take(person, 'desktop');
    await friend.leave();
  });

  it('of a desk in the dark', async () => {
    await take(await seen({ ...DESKTOP, colorScheme: 'dark' }), 'dark');
  });

  it('of a phone', async () => {
    await take(await seen(PHONE), 'phone');
  });

  it('of the rooms on a phone', async () => {
    const person = await seen({ ...PHONE, colorScheme: 'dark' });
    await person.page.goto(`${base}/#/`);
    await take(person, 'phone-rooms');
  });

  it('of nothing yet', async () => {
    await take(await Person.signUp(browser, fresh('new'), DESKTOP), 'empty');
  });

  it('of signing in', async () => {
    const person = await Person.at(browser, 'nobody', DESKTOP);
    await person.page.getByLabel('Username').waitFor();
    await take(person, 'sign-in');
  });

  it('of a new room', async () => {
    const person = await seen(DESKTOP);
    await person.page.getByRole('button', { name: 'New room' }).first().click();
    const dialog = person.page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Winter reading');
    await dialog.getByRole('combobox', { name: 'People' }).fill(ben.name);
    await dialog.getByRole('option', { name: ben.name }).first().click();
    await dialog.getByRole('combobox', { name: 'People' }).fill('c');
    await dialog.getByRole('option').first().waitFor();
    await take(person, 'new-room');
  });

  it('of being offline', async () => {
    const person = await seen(DESKTOP);
    await person.page.context().setOffline(true);
    await person.page.getByText('You are offline.').waitFor();
    await person.say('I am in the tunnel, this goes out when I am back.');
    await take(person, 'offline');
  });

  it('of a fault', async () => {
    const person = await Person.signIn(browser, ada.name, DESKTOP);
    await person.page.route('**/messages/*', (route) => route.fulfill({ status: 500, body: '{}' }));
    await person.page.goto(`${base}/#/rooms/${lake.id}`);
    await person.page.getByText('The messages could not be loaded.').waitFor();
    await take(person, 'error');
  });
});

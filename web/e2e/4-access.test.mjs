import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { fresh, launch, Person } from './people.mjs';
import { base, PASSWORD } from './server.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds that keeps people out. */
async function barriers(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), STANDARD);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

describe('everybody', () => {
  let browser;

  before(async () => {
    browser = await launch();
  });

  after(async () => {
    await browser.close();
  });

  for (const colorScheme of ['light', 'dark']) {
    it(`finds no barrier, when it is ${colorScheme}`, async () => {
      const visitor = await Person.at(browser, 'nobody', { colorScheme });
      await visitor.page.getByLabel('Username').waitFor();
      assert.deepEqual(await barriers(visitor.page), [], 'sign in');
      await visitor.page.getByRole('button', { name: 'Sign in' }).click();
      await visitor.page.getByText('Please fill this in.').first().waitFor();
      assert.deepEqual(await barriers(visitor.page), [], 'sign in with faults');
      await visitor.leave();

      const ben = await Person.signUp(browser, fresh('ben'));
      const ada = await Person.signUp(browser, fresh('ada'), { colorScheme });
      assert.deepEqual(await barriers(ada.page), [], 'no rooms');
      await ada.page.getByRole('button', { name: 'New room' }).first().click();
      assert.deepEqual(await barriers(ada.page), [], 'new room, nobody looked for');
      await ada.page.getByRole('combobox', { name: 'People' }).fill('ben');
      await ada.page.getByRole('option').first().waitFor();
      assert.deepEqual(await barriers(ada.page), [], 'new room');
      await ada.page.keyboard.press('Escape');
      const room = fresh('Room ');
      await ada.createRoom(room, ben.name);
      assert.deepEqual(await barriers(ada.page), [], 'an empty room');
      await ben.open(room);
      await ben.say('Hello, see https://example.com and `code`');
      await ada.sees('Hello');
      await ada.say('Hello back');
      await ada.sees('Hello back');
      assert.deepEqual(await barriers(ada.page), [], 'a conversation');
      await ada.page.getByRole('button', { name: 'Show people' }).click();
      assert.deepEqual(await barriers(ada.page), [], 'people');
      await ada.page.keyboard.press('Escape');
      await ada.page.context().setOffline(true);
      await ada.say('on its way');
      await ada.page.getByText('You are offline.').waitFor();
      assert.deepEqual(await barriers(ada.page), [], 'offline');
      await ada.leave();
      await ben.leave();
    });
  }

  it('can do everything without a mouse', async () => {
    const ben = await Person.signUp(browser, fresh('ben'));
    const { page } = await Person.at(browser, 'keys');
    const { keyboard } = page;
    await page.getByLabel('Username').waitFor();
    const name = fresh('keys');

    await reach(page, 'Create an account');
    await keyboard.press('Enter');
    await reach(page, 'Username', 'Shift+Tab');
    await keyboard.type(name);
    await reach(page, 'Password');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');

    await page.getByText('No rooms yet').waitFor();
    await reach(page, 'New room');
    await keyboard.press('Enter');
    const room = fresh('Keys ');
    await keyboard.type(room);
    await reach(page, 'People');
    await keyboard.type(ben.name);
    await page.getByRole('option', { name: ben.name }).waitFor();
    await keyboard.press('Enter');
    await page.getByRole('button', { name: `Remove ${ben.name}` }).waitFor();
    await reach(page, 'Create room');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: room, exact: true }).waitFor();

    await reach(page, 'Message');
    await keyboard.type('frist');
    await keyboard.press('Enter');
    await ben.open(room);
    await ben.sees('frist');
    await keyboard.press('ArrowUp');
    await page.getByRole('textbox', { name: 'Edit message' }).waitFor();
    await keyboard.press('Control+A');
    await keyboard.type('first');
    await keyboard.press('Enter');
    await ben.sees('first');

    await page.getByRole('textbox', { name: 'Edit message' }).waitFor({ state: 'detached' });
    await keyboard.press('Delete');
    await page.getByRole('dialog').waitFor();
    await reach(page, 'Delete');
    await keyboard.press('Enter');
    await ben.seesNoMore('first');
  });

  it('hears what others write', async () => {
    const ada = await Person.signUp(browser, fresh('ada'));
    const ben = await Person.signUp(browser, fresh('ben'));
    const room = fresh('Aloud ');
    await ada.createRoom(room, ben.name);
    await ben.open(room);
    await ben.say('Can you hear me?');
    const said = ada.page.locator('[role=log][aria-live=polite]');
    await ada.page.getByRole('log').filter({ hasText: 'Can you hear me?' }).waitFor({ state: 'attached' });
    assert.equal(await said.innerText(), `${ben.name}: Can you hear me?`);
  });

  it('gets a page that allows no script or style of others', async () => {
    const answer = await fetch(`${base}/`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.match(policy, /script-src 'self'(;|$)/);
    assert.match(policy, /style-src 'self'(;|$)/);
    assert.doesNotMatch(policy, /unsafe|\*/);
    const html = await answer.text();
    for (const [, path] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
      assert.match((await fetch(base + path)).headers.get('cache-control') ?? '', /immutable/);
    }
  });

  it('finds it usable on a small phone', async () => {
    const ada = await Person.signUp(browser, fresh('ada'), { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true });
    await ada.createRoom(fresh('Small '));
    await ada.say(`a word as long as ${'x'.repeat(300)}`);
    await ada.sees('a word');
    const overflow = await ada.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await ada.page.getByRole('link', { name: 'Back to rooms' }).click();
    await ada.page.getByRole('heading', { name: 'Rooms', exact: true }).waitFor();
  });
});

/** Presses Tab until the focus is on what has this label. */
async function reach(page, label, key = 'Tab') {
  for (let i = 0; i < 40; i++) {
    const at = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const labels = [...(element?.labels ?? [])].map(({ innerText }) => innerText.trim());
      return [element?.getAttribute('aria-label'), ...labels, element?.innerText?.trim()];
    });
    if (at.includes(label)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${label} is not reached with ${key}`);
}

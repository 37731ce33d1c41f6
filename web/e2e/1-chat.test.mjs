import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fresh, launch, Person } from './people.mjs';

describe('two people in two browsers', () => {
  const room = fresh('Garden ');
  let browser;
  let ada;
  let ben;

  before(async () => {
    browser = await launch();
    [ada, ben] = await Promise.all([Person.signUp(browser, fresh('ada')), Person.signUp(browser, fresh('ben'))]);
  });

  after(async () => {
    await browser.close();
  });

  it('share a room as soon as one has created it', async () => {
    await ada.createRoom(room, ben.name);
    await ben.open(room);
    await ada.page.getByText(/· 2 online/).waitFor();
    await ben.page.getByText(/· 2 online/).waitFor();
  });

  it('chat both ways', async () => {
    await ada.say('Shall we plant the tulips?');
    await ben.sees('Shall we plant the tulips?');
    await ben.say('On Saturday!');
    await ada.sees('On Saturday!');
    assert.deepEqual(await ada.messages(), ['Shall we plant the tulips?', 'On Saturday!']);
    assert.deepEqual(await ben.messages(), await ada.messages());
  });

  it('see who types, until the message comes', async () => {
    await ben.page.waitForTimeout(3_100);
    await ben.composer.pressSequentially('And the', { delay: 20 });
    await ada.page.getByText(`${ben.name} is typing…`).waitFor();
    await ben.say('And the roses?');
    await ada.sees('And the roses?');
    await ada.page.getByText(`${ben.name} is typing…`).waitFor({ state: 'hidden' });
  });

  it('see edits', async () => {
    await ben.message('And the roses?').hover();
    await ben.page.getByRole('button', { name: 'Edit' }).last().click();
    await ben.page.getByRole('textbox', { name: 'Edit message' }).fill('And the lilies?');
    await ben.page.getByRole('button', { name: 'Save' }).click();
    await ada.sees('And the lilies?');
    await ben.sees('And the lilies?');
    await ada.seesNoMore('And the roses?');
  });

  it('see deletions', async () => {
    await ben.message('And the lilies?').hover();
    await ben.page.getByRole('button', { name: 'Delete' }).last().click();
    await ben.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await ben.seesNoMore('And the lilies?');
    await ada.seesNoMore('And the lilies?');
  });

  it('know what was read', async () => {
    await ada.say('Bring gloves.');
    await ben.sees('Bring gloves.');
    await ada.page.getByText(`Seen by ${ben.name}`).waitFor();
  });

  it('count what was not, in the list and in the title, and find where it begins', async () => {
    await ben.page.goto(`${ben.page.url().split('#')[0]}#/`);
    await ada.say('And a spade.');
    await ada.say('And boots.');
    const link = ben.page.getByRole('link', { name: room });
    await link.getByRole('img', { name: '2 unread' }).waitFor();
    await ben.page.waitForFunction(() => document.title === '(2) Parley');
    await link.click();
    await ben.page.getByText('New messages', { exact: true }).waitFor();
    await link.getByRole('img', { name: /unread/ }).waitFor({ state: 'detached' });
    await ben.page.waitForFunction((name) => document.title === `${name} · Parley`, room);
    await ada.page.getByText(`Seen by ${ben.name}`).waitFor();
  });

  it('see text as text, links as links and code as code', async () => {
    await ada.say('<img src=x onerror=alert(1)> see https://example.com/a_(b). Run `make test` 🎉');
    await ben.sees('<img src=x onerror=alert(1)>');
    const bubble = ben.message('onerror');
    assert.equal(await bubble.locator('img').count(), 0);
    assert.equal(await bubble.getByRole('link').getAttribute('href'), 'https://example.com/a_(b)');
    assert.equal(await bubble.locator('code').innerText(), 'make test');
  });

  it('write from right to left', async () => {
    await ada.say('שלום לכולם');
    await ben.sees('שלום לכולם');
    const direction = await ben.message('שלום').locator('.content').evaluate((e) => getComputedStyle(e).direction);
    assert.equal(direction, 'rtl');
  });

  it('find their drafts again after a reload, each in its room', async () => {
    await ben.composer.fill('half a thought');
    await ben.page.waitForTimeout(400);
    await ben.page.reload();
    await ben.page.waitForFunction(
      () => document.querySelector('parley-app')?.shadowRoot?.querySelector('parley-conversation') !== null,
    );
    await ben.page.waitForTimeout(300);
    assert.equal(await ben.composer.inputValue(), 'half a thought');
    await ben.composer.fill('');
  });

  it('are told when a message is too long', async () => {
    await ada.composer.fill('x'.repeat(10_001));
    await ada.page.getByText('One character too many').waitFor();
    assert.equal(await ada.page.getByRole('button', { name: 'Send', exact: true }).isDisabled(), true);
    await ada.composer.fill('');
  });

  it('sign out, and nothing of them stays', async () => {
    await ben.page.getByRole('button', { name: 'Sign out' }).click();
    await ben.page.getByRole('heading', { name: 'Sign in to Parley' }).waitFor();
    await ben.page.reload();
    await ben.page.getByRole('heading', { name: 'Sign in to Parley' }).waitFor();
  });

  it('without a single complaint in the console', () => {
    assert.deepEqual([...ada.complaints, ...ben.complaints], []);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fresh, launch, Person } from './people.mjs';
import { Caller } from './server.mjs';

const MESSAGES = 5_000;
const AT_ONCE = 50;

describe('a history of 5,000 messages', () => {
  const name = fresh('Archive ');
  let browser;
  let ada;

  before(async () => {
    browser = await launch();
    const [writer, reader] = [await Caller.register(fresh('writer')), await Caller.register(fresh('ada'))];
    const room = await writer.createRoom(name, reader);
    for (let i = 0; i < MESSAGES; i += AT_ONCE) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, (_, j) => writer.say(room, `message ${i + j} ${'and so on '.repeat((i + j) % 9)}`)),
      );
    }
    ada = await Person.signIn(browser, reader.name);
    await ada.open(name);
    await ada.page.locator('parley-messages .row').first().waitFor();
    await ada.page.waitForTimeout(500);
  });

  after(async () => {
    await browser.close();
  });

  it('stays where it is while older messages are read', async () => {
    const { page } = ada;
    const scroller = page.getByRole('region', { name: `Messages in ${name}` });
    await scroller.hover();
    const rows = await page.locator('parley-messages .row').count();
    const answered = page.waitForResponse((response) => response.url().includes('cursor='));
    const place = await scroller.evaluate((element) => {
      element.scrollTop = 900;
      const top = element.getBoundingClientRect().top;
      const row = [...element.querySelectorAll('.row')].find((each) => each.getBoundingClientRect().bottom > top);
      return { key: row.dataset.key, top: row.getBoundingClientRect().top };
    });
    await answered;
    await page.waitForFunction(
      ([count]) => {
        const messages = document
          .querySelector('parley-app')
          .shadowRoot.querySelector('parley-conversation')
          .shadowRoot.querySelector('parley-messages');
        return messages.shadowRoot.querySelectorAll('.row').length > count;
      },
      [rows],
    );
    const now = await page.locator(`parley-messages [data-key="${place.key}"]`).evaluate((row) => row.getBoundingClientRect().top);
    assert.ok(Math.abs(now - place.top) < 2, `it moved by ${now - place.top} px`);
  });

  it('scrolls to its beginning with short frames and few nodes', { timeout: 240_000 }, async (test) => {
    const { page } = ada;
    const scroller = page.getByRole('region', { name: `Messages in ${name}` });
    await scroller.hover();
    await page.evaluate(() => {
      window.frames_ = { longest: 0, count: 0, above50: 0 };
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) {
          window.frames_.longest = Math.max(window.frames_.longest, duration);
          window.frames_.above50++;
        }
      }).observe({ type: 'long-animation-frame' });
      const tick = () => {
        window.frames_.count++;
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    });
    let mostNodes = 0;
    const beginning = page.getByText('This is where the conversation begins.');
    while (!(await beginning.isVisible())) {
      await page.mouse.wheel(0, -900);
      await page.waitForTimeout(16);
      mostNodes = Math.max(mostNodes, await page.locator('parley-messages *').count());
    }
    const { longest, count, above50 } = await page.evaluate(() => window.frames_);
    test.diagnostic(`${count} frames, ${above50} above 50 ms, the longest ${Math.round(longest)} ms; at most ${mostNodes} nodes`);
    await page.getByText('message 0', { exact: true }).waitFor();
    assert.ok(longest < 100, `a frame took ${longest} ms`);
    assert.ok(mostNodes < 2_500, `${mostNodes} nodes`);
  });

  it('is one step from the newest message', async () => {
    await ada.page.getByRole('button', { name: 'Back to now' }).click();
    await ada.message(`message ${MESSAGES - 1}`).waitFor();
    await ada.page.getByRole('button', { name: 'Back to now' }).waitFor({ state: 'hidden' });
  });

  it('is not read anew by a browser that has it', async (test) => {
    const answers = [];
    ada.page.on('response', (response) => response.url().includes('/messages/') && answers.push(response));
    await ada.page.reload();
    await ada.message(`message ${MESSAGES - 1}`).waitFor();
    const sizes = await Promise.all(answers.map(async (answer) => (await answer.request().sizes()).responseBodySize));
    test.diagnostic(`bytes of history after a reload: ${sizes}`);
  });
});

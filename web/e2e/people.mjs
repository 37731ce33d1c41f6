import { chromium } from 'playwright-core';
import { base, PASSWORD } from './server.mjs';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
}

/** A name that nobody had before. */
export function fresh(name) {
  return `${name}${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;
}

/** Somebody at a browser of their own, and what they do there. */
export class Person {
  constructor(page, name) {
    this.page = page;
    this.name = name;
    this.complaints = [];
  }

  /** Opens the page as somebody who has no account, and makes one. */
  static async signUp(browser, name, options = {}) {
    const person = await Person.at(browser, name, options);
    const { page } = person;
    await page.getByRole('button', { name: 'Create an account' }).click();
    await page.getByLabel('Username').fill(name);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Rooms', exact: true }).waitFor();
    return person;
  }

  /** Opens the page as somebody who has an account. */
  static async signIn(browser, name, options = {}) {
    const person = await Person.at(browser, name, options);
    const { page } = person;
    await page.getByLabel('Username').fill(name);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Rooms', exact: true }).waitFor();
    return person;
  }

  static async at(browser, name, options = {}) {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    const person = new Person(page, name);
    page.on('pageerror', (fault) => person.complaints.push(String(fault)));
    page.on('console', (line) => {
      if (line.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(line.text())) {
        person.complaints.push(line.text());
      }
    });
    page.setDefaultTimeout(15_000);
    await page.goto(base);
    return person;
  }

  get composer() {
    return this.page.getByRole('textbox', { name: 'Message', exact: true });
  }

  async createRoom(name, ...people) {
    await this.page.getByRole('button', { name: 'New room' }).first().click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    for (const person of people) {
      await dialog.getByRole('combobox', { name: 'People' }).fill(person);
      await dialog.getByRole('option', { name: person }).click();
    }
    await dialog.getByRole('button', { name: 'Create room' }).click();
    await this.page.getByRole('heading', { name, exact: true }).waitFor();
  }

  async open(room) {
    await this.page.getByRole('link', { name: room }).click();
    await this.page.getByRole('heading', { name: room, exact: true }).waitFor();
  }

  async say(content) {
    await this.composer.fill(content);
    await this.page.getByRole('button', { name: 'Send', exact: true }).click();
  }

  /** A message in sight. */
  message(content) {
    return this.page.locator('parley-messages .bubble').filter({ hasText: content });
  }

  /** Waits until a message is there and has arrived. */
  async sees(content) {
    await this.page.locator('.row:not(.pending, .refused) .bubble').filter({ hasText: content }).first().waitFor();
  }

  async seesNoMore(content) {
    await this.message(content).waitFor({ state: 'detached' });
  }

  /** All that is drawn, top to bottom. */
  messages() {
    return this.page.locator('parley-messages .bubble').allInnerTexts();
  }

  /** Waits until nothing is on its way. */
  async settled() {
    await this.page.locator('.pending').first().waitFor({ state: 'detached' });
  }

  async leave() {
    await this.page.context().close();
  }
}

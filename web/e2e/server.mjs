import { execSync } from 'node:child_process';

export const base = process.env.E2E_BASE;
export const renews = process.env.E2E_RENEWS === 'yes';
export const PASSWORD = 'tulip-harbour-9';

const { E2E_KILL: kill, E2E_START: start } = process.env;
export const mortal = Boolean(kill && start);

export function killServer() {
  execSync(kill, { stdio: 'ignore' });
}

export function startServer() {
  execSync(start, { stdio: 'ignore', timeout: 60_000 });
}

/** Somebody who uses the API without a browser. */
export class Caller {
  static async register(name) {
    const { status } = await post('/api/register/', { username: name, password: PASSWORD });
    if (status !== 201) throw new Error(`${name} could not register: ${status}`);
    return Caller.signIn(name);
  }

  static async signIn(name) {
    const { access } = await (await post('/api/token/', { username: name, password: PASSWORD })).json();
    const caller = new Caller();
    caller.name = name;
    caller.token = access;
    caller.id = (await caller.ask('/api/users/me/')).id;
    return caller;
  }

  async ask(path, body) {
    const headers = { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' };
    const method = body === undefined ? 'GET' : 'POST';
    const answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  createRoom(name, ...others) {
    return this.ask('/api/chat/rooms/', { name, participants: others.map(({ id }) => id) });
  }

  say(room, content) {
    return this.ask(`/api/chat/rooms/${room.id}/messages/`, { content });
  }
}

function post(path, body) {
  return fetch(base + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

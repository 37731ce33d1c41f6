import { WebSocket } from 'ws';
import type { ParleyOptions } from '../src/options.js';
import { Parley } from '../src/parley.js';
import type { WebSocketConstructor } from '../src/socket.js';
import { until } from './awaiting.js';
import type { FakeServer } from './fake-server.js';

export const webSocket = WebSocket as unknown as WebSocketConstructor;

/** Somebody signed in and live. */
export async function person(server: FakeServer, name: string, options: Partial<ParleyOptions> = {}): Promise<Parley> {
  const parley = new Parley({ server: server.url, WebSocket: webSocket, remember: 'nothing', ...options });
  await parley.signIn(name, 'secret');
  await until(parley.connection, ({ phase }) => phase === 'live');
  return parley;
}

export function contents(parley: Parley, room: number): string[] {
  return parley.room(room).state.value.messages.map(({ content }) => content);
}

/** What is shown in a room, whether it has arrived or not. */
export function shown(parley: Parley, room: number): string[] {
  const { messages, outgoing } = parley.room(room).state.value;
  return [...messages.map(({ content }) => content), ...outgoing.map(({ content }) => content)];
}

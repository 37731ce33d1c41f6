import type { TokenProvider } from './credentials.js';
import type { Remember } from './remember.js';
import type { Fetch } from './rest.js';
import type { WebSocketConstructor } from './socket.js';

export interface ParleyOptions {
  /** Where the server is, such as `https://chat.example`. */
  readonly server: string;
  /** Gives access tokens, for pages that sign their users in themselves. */
  readonly token?: TokenProvider;
  /** What survives a reload; `all` unless said otherwise. */
  readonly remember?: Remember;
  /** Node before 22 has none of its own. */
  readonly WebSocket?: WebSocketConstructor;
  readonly fetch?: Fetch;
}

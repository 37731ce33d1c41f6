package chat.parley;

import chat.parley.auth.Passwords;
import chat.parley.auth.Tokens;
import chat.parley.cluster.NodeBus;
import chat.parley.config.Settings;
import chat.parley.http.Draining;
import chat.parley.limits.Times;
import chat.parley.messages.PageCache;
import chat.parley.storage.Address;
import chat.parley.sync.PresenceBoard;

/** What all event loops share. */
record Shared(
    Settings settings,
    Times times,
    Address postgres,
    Tokens tokens,
    Passwords passwords,
    NodeBus bus,
    PresenceBoard board,
    PageCache pages,
    Draining draining) {}

package chat.parley.sync;

import chat.parley.auth.AccessTokens;
import chat.parley.limits.Limits;
import chat.parley.limits.Times;
import chat.parley.messages.MessageWriter;
import chat.parley.realtime.Bus;
import chat.parley.realtime.Flushes;
import chat.parley.realtime.Heartbeat;
import chat.parley.realtime.Hub;
import chat.parley.rooms.RoomStore;
import chat.parley.users.UserStore;
import io.vertx.core.Vertx;

/** What the live connections of one event loop share. */
record Live(
    Vertx vertx,
    String epoch,
    AccessTokens tokens,
    UserStore users,
    RoomStore rooms,
    SyncStore store,
    MessageWriter writer,
    Bus bus,
    Hub hub,
    Connected connected,
    Heartbeat heartbeat,
    Flushes flushes,
    PresenceBoard board,
    PresenceWatch presence,
    Memberships memberships,
    Limits limits,
    Times times,
    SyncCounts counts) {}

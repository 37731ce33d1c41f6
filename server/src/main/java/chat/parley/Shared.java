package chat.parley;

import chat.parley.auth.IssuerKeys;
import chat.parley.auth.Passwords;
import chat.parley.auth.SignOffs;
import chat.parley.auth.Tokens;
import chat.parley.cluster.NodeBus;
import chat.parley.config.Settings;
import chat.parley.erasure.Retention;
import chat.parley.http.Connections;
import chat.parley.http.Draining;
import chat.parley.limits.Limits;
import chat.parley.limits.Times;
import chat.parley.measure.Traces;
import chat.parley.messages.PageCache;
import chat.parley.messages.Writers;
import chat.parley.metrics.Metrics;
import chat.parley.storage.Address;
import chat.parley.sync.PresenceBoard;
import java.util.Optional;

/**
 * What all event loops share.
 *
 * @param issuerKeys of the issuer in the settings
 * @param connections how many clients the process can have
 */
record Shared(
    Settings settings,
    Limits limits,
    Times times,
    Address postgres,
    Tokens tokens,
    Optional<IssuerKeys> issuerKeys,
    SignOffs signOffs,
    Passwords passwords,
    NodeBus bus,
    Writers writers,
    PresenceBoard board,
    PageCache pages,
    Draining draining,
    Retention retention,
    Counts counts,
    Traces traces,
    Optional<Metrics> metrics,
    Connections connections) {}

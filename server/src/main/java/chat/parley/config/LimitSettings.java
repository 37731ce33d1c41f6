package chat.parley.config;

import java.time.Duration;

/**
 * How much of anything is allowed, on one node. The README has the same list as a table.
 *
 * @param on whether limits hold at all; off only for benchmarks and contract runs
 * @param loginAddress logins from one address
 * @param loginAccount logins to one account
 * @param loginDelay the longest wait after failed logins to one account
 * @param registerAddress new accounts from one address
 * @param registerAccount attempts at one new username
 * @param sends messages of one user
 * @param frames frames of one WebSocket
 * @param socketsUser live connections of one user at a time
 * @param socketsAddress live connections from one address at a time
 * @param bodyBytes the largest body of a request
 * @param roomsUser rooms that a user may be in and still make another
 * @param participants of a new room
 */
public record LimitSettings(
    boolean on,
    Frequency loginAddress,
    Frequency loginAccount,
    Duration loginDelay,
    Frequency registerAddress,
    Frequency registerAccount,
    Frequency sends,
    Frequency frames,
    int socketsUser,
    int socketsAddress,
    int bodyBytes,
    int roomsUser,
    int participants) {

  static LimitSettings from(Environment environment) {
    return new LimitSettings(
        environment.onOff("PARLEY_LIMITS", true),
        environment.frequency("PARLEY_LIMIT_LOGIN_ADDRESS", "1000/1m"),
        environment.frequency("PARLEY_LIMIT_LOGIN_ACCOUNT", "30/1m"),
        environment.duration("PARLEY_LIMIT_LOGIN_DELAY", Duration.ofMinutes(1)),
        environment.frequency("PARLEY_LIMIT_REGISTER_ADDRESS", "1000/1h"),
        environment.frequency("PARLEY_LIMIT_REGISTER_ACCOUNT", "10/1m"),
        environment.frequency("PARLEY_LIMIT_SENDS", "3000/1m"),
        environment.frequency("PARLEY_LIMIT_FRAMES", "500/5s"),
        environment.number("PARLEY_LIMIT_SOCKETS_USER", 50, 1, Integer.MAX_VALUE),
        environment.number("PARLEY_LIMIT_SOCKETS_ADDRESS", 5_000, 1, Integer.MAX_VALUE),
        environment.number("PARLEY_LIMIT_BODY_BYTES", 1 << 20, 1 << 10, 1 << 26),
        environment.number("PARLEY_LIMIT_ROOMS_USER", 10_000, 1, Integer.MAX_VALUE),
        environment.number("PARLEY_LIMIT_PARTICIPANTS", 10_000, 1, Integer.MAX_VALUE));
  }
}

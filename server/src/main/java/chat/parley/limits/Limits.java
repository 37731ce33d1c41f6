package chat.parley.limits;

import chat.parley.config.Frequency;
import chat.parley.config.LimitSettings;
import chat.parley.config.Settings;

/**
 * All limits of a node. Headers have theirs in {@code http}, since no setting changes them.
 *
 * @param loginsOfAddress by the client's address
 * @param loginsOfAccount by the username that was given, whether or not there is one
 * @param failedLogins which make the next one wait
 * @param registersOfAddress by the client's address
 * @param registersOfAccount by the username that was given
 * @param sendsOfUser by the user's id
 * @param socketFrames frames that one WebSocket may send
 * @param socketsOfUser live connections, by the user's id
 * @param socketsOfAddress the same by the client's address
 * @param rooms that a user may be in and still make another
 * @param participants of a new room
 * @param outboxBytes what may wait for one connection, in bytes
 */
public record Limits(
    Throttle<String> loginsOfAddress,
    Throttle<String> loginsOfAccount,
    FailedLogins failedLogins,
    Throttle<String> registersOfAddress,
    Throttle<String> registersOfAccount,
    Throttle<Long> sendsOfUser,
    Rate socketFrames,
    Places<Long> socketsOfUser,
    Places<String> socketsOfAddress,
    int rooms,
    int participants,
    long outboxBytes) {
  /** The largest frame that a client may send, in bytes. */
  public static final int FRAME_BYTES = 64 * 1024;

  public static Limits of(Settings settings) {
    LimitSettings limits = settings.limits();
    boolean on = limits.on();
    return new Limits(
        new Throttle<>(rate(on, limits.loginAddress())),
        new Throttle<>(rate(on, limits.loginAccount())),
        new FailedLogins(on ? limits.loginDelay().toNanos() : 0),
        new Throttle<>(rate(on, limits.registerAddress())),
        new Throttle<>(rate(on, limits.registerAccount())),
        new Throttle<>(rate(on, limits.sends())),
        rate(on, limits.frames()),
        new Places<>(most(on, limits.socketsUser())),
        new Places<>(most(on, limits.socketsAddress())),
        most(on, limits.roomsUser()),
        most(on, limits.participants()),
        settings.outboxBytes());
  }

  private static Rate rate(boolean on, Frequency frequency) {
    return on && !frequency.isUnlimited()
        ? new Rate(frequency.amount() * 1e9 / frequency.time().toNanos(), frequency.amount())
        : Rate.UNLIMITED;
  }

  private static int most(boolean on, int most) {
    return on ? most : Integer.MAX_VALUE;
  }
}

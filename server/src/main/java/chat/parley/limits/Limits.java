package chat.parley.limits;

import chat.parley.config.Settings;

/**
 * All limits. Bodies and headers have theirs in {@code http}, since no setting changes them.
 *
 * @param socketFrames frames that one WebSocket may send
 * @param outboxBytes what may wait for one connection, in bytes
 */
public record Limits(Rate socketFrames, long outboxBytes) {
  /** The largest frame that a client may send, in bytes. */
  public static final int FRAME_BYTES = 64 * 1024;

  private static final Rate SOCKET_FRAMES = new Rate(100, 500);

  public static Limits of(Settings settings) {
    return new Limits(settings.limits() ? SOCKET_FRAMES : Rate.UNLIMITED, settings.outboxBytes());
  }
}

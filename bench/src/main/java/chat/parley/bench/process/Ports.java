package chat.parley.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports of this machine, for programs that cannot say which one they got. */
final class Ports {
  private static final int LOOKS = 400;
  private static final int PAUSE_MILLIS = 25;

  private Ports() {}

  /** One that nobody listens on. */
  static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns when a program listens, for which it has 10 s. */
  static void awaitOpen(Process process, int port) throws IOException {
    for (int look = 0; look < LOOKS && process.isAlive(); look++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        pause();
      }
    }
    throw new IOException(
        "%s does not listen on port %d"
            .formatted(process.info().command().orElse("a program"), port));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}

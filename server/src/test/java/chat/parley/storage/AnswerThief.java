package chat.parley.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and PostgreSQL, and once told to takes away one answer: the statement is carried out,
 * and then the connection ends.
 */
final class AnswerThief implements AutoCloseable {
  /** How ReadyForQuery ends an answer: what was asked is committed. */
  private static final String READY = "Z\0\0\0\5I";

  private final ServerSocket entrance;
  private final int target;
  private final AtomicReference<@Nullable String> wanted = new AtomicReference<>();

  private AnswerThief(ServerSocket entrance, int target) {
    this.entrance = entrance;
    this.target = target;
  }

  static AnswerThief before(int port) throws IOException {
    AnswerThief thief =
        new AnswerThief(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
    Thread.ofVirtual().start(thief::serve);
    return thief;
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** Takes the answer to the next statement in which this text is. */
  void takeAnswerTo(String text) {
    wanted.set(text);
  }

  boolean hasTaken() {
    return wanted.get() == null;
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }

  private void serve() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Connection connection = new Connection(client, server);
        Thread.ofVirtual().start(connection::carryRequests);
        Thread.ofVirtual().start(connection::carryAnswers);
      } catch (IOException e) {
        // It is closed, or the next one will do.
      }
    }
  }

  private final class Connection {
    private final Socket client;
    private final Socket server;
    private volatile boolean stealing;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void carryRequests() {
      carry(
          client,
          server,
          bytes -> {
            String text = wanted.get();
            if (text != null && bytes.contains(text) && wanted.compareAndSet(text, null)) {
              stealing = true;
            }
            return true;
          });
    }

    void carryAnswers() {
      carry(
          server,
          client,
          bytes -> {
            if (stealing && bytes.contains(READY)) {
              throw new IOException("stolen");
            }
            return !stealing;
          });
    }

    private void carry(Socket from, Socket to, Toll toll) {
      byte[] bytes = new byte[256 * 1024];
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
          if (toll.lets(new String(bytes, 0, count, StandardCharsets.ISO_8859_1))) {
            out.write(bytes, 0, count);
          }
        }
      } catch (IOException e) {
        // One of the two has ended: so does the other.
      }
    }
  }

  @FunctionalInterface
  private interface Toll {
    boolean lets(String bytes) throws IOException;
  }
}

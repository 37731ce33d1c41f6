package chat.parley.cluster;

import chat.parley.config.Broker;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to the broker. A connection that is lost stays lost: jnats would keep what could not be sent,
 * and send it late, when it is not true any more.
 */
final class Dial {
  private static final Logger LOG = LoggerFactory.getLogger(Dial.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration MOST_WRITE = Duration.ofSeconds(5);

  private final Broker broker;

  Dial(Broker broker) {
    this.broker = broker;
  }

  Subjects subjects() {
    return new Subjects(broker.prefix());
  }

  /** Told of what happens to a connection, by jnats's threads. */
  interface Watch {
    /** It is lost, or is about to be. */
    void lost(Connection connection);

    /** It dropped what it could not hand on fast enough. */
    void overrun();
  }

  /**
   * Tries every server once, in an order of its own. Blocks.
   *
   * @throws IOException with the reason, and without the addresses, since they may hold passwords
   */
  Connection connect(Watch watch) throws IOException, InterruptedException {
    Listener listener = new Listener(watch);
    Options.Builder options =
        new Options.Builder()
            .servers(broker.servers().toArray(String[]::new))
            .connectionName("parley")
            .noEcho()
            .noReconnect()
            .subjectValidationType(Options.SubjectValidationType.None)
            .connectionTimeout(PATIENCE)
            .pingInterval(Duration.ZERO)
            .requestCleanupInterval(Duration.ZERO)
            .writeQueuePushTimeout(MOST_WRITE)
            .errorListener(listener)
            .connectionListener((connection, event) -> {
              switch (event) {
                case DISCONNECTED, CLOSED -> watch.lost(connection);
                case CONNECTED, RECONNECTED, RESUBSCRIBED, DISCOVERED_SERVERS, LAME_DUCK -> {}
              }
            });
    broker.credentials().ifPresent(file -> options.authHandler(new Credentials(file)));
    try {
      return Nats.connect(options.build());
    } catch (AuthenticationException e) {
      throw new IOException("it refuses the credentials", e);
    } catch (IOException | RuntimeException e) {
      throw new IOException(listener.reason(), e);
    }
  }

  private static final class Listener implements ErrorListener {
    private final Watch watch;
    private volatile @Nullable Exception last;

    Listener(Watch watch) {
      this.watch = watch;
    }

    String reason() {
      Exception known = last;
      return known == null || known.getMessage() == null ? "no answer" : known.getMessage();
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
      last = exception;
    }

    @Override
    public void errorOccurred(Connection connection, String error) {
      LOG.warn("The broker says: {}", error);
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
      watch.overrun();
    }
  }
}

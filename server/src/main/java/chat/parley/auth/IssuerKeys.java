package chat.parley.auth;

import chat.parley.limits.Rate;
import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of an issuer, all event loops' own: fetched in the background, and at once when a token
 * names a key that is not known, though not for everybody who makes one up. Where the issuer cannot be
 * reached, the keys that are known stay good.
 */
public final class IssuerKeys implements AutoCloseable {
  /** How often the keys are fetched, asked or not. */
  private static final Duration USUAL = Duration.ofMinutes(5);

  /** How soon again, as long as there are none. */
  private static final Duration FIRST = Duration.ofSeconds(2);

  /** How long a request may wait for its key. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What unknown keys may cost the issuer. */
  private static final Rate UNKNOWN = new Rate(0.2, 5);

  private static final int MOST_BYTES = 1 << 20;
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  /** The state of the issuer's set; {@code text} is how it came. */
  private record Known(String text, List<IssuerKey> keys, int generation) {}

  private final Vertx vertx;
  private final HttpRequest request;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .executor(task -> Thread.ofVirtual().name("issuer-keys").start(task))
          .build();
  private final Rate.Meter unknown = UNKNOWN.meter();
  private volatile Known known = new Known("", List.of(), 0);
  private @Nullable Future<Void> fetching;
  private volatile boolean closed;

  /** Begins to fetch; does not wait for it. */
  public IssuerKeys(Vertx vertx, URI url) {
    this.vertx = vertx;
    this.request =
        HttpRequest.newBuilder(url).timeout(PATIENCE).header("Accept", "application/json").build();
    again();
  }

  /** Counts the changes of the set: what was found good by an earlier one is to be looked at again. */
  int generation() {
    return known.generation();
  }

  /**
   * The key for a token.
   *
   * @param id the token's {@code kid}, or null; then the set must have just one key for the algorithm
   * @return empty where the issuer has no such key; fails with {@code Unavailable} while it was never
   *     reached
   */
  Future<Optional<IssuerKey>> key(@Nullable String id, JWSAlgorithm algorithm) {
    Optional<IssuerKey> present = find(id, algorithm);
    if (present.isPresent() || !mayFetch()) {
      return found(present);
    }
    return fetch().compose(done -> found(find(id, algorithm)));
  }

  /** Fetches nothing more, and breaks off what is under way. */
  @Override
  public void close() {
    closed = true;
    client.shutdownNow();
  }

  private Future<Optional<IssuerKey>> found(Optional<IssuerKey> key) {
    return known.keys().isEmpty()
        ? Future.failedFuture(new ProblemException(Problem.Unavailable.DATABASE))
        : Future.succeededFuture(key);
  }

  private Optional<IssuerKey> find(@Nullable String id, JWSAlgorithm algorithm) {
    List<IssuerKey> suited =
        known.keys().stream()
            .filter(key -> key.algorithm().equals(algorithm))
            .filter(key -> id == null || id.equals(key.id()))
            .toList();
    return suited.size() == 1 ? Optional.of(suited.getFirst()) : Optional.empty();
  }

  private synchronized boolean mayFetch() {
    return fetching != null || unknown.allows(System.nanoTime());
  }

  private void again() {
    fetch()
        .onComplete(done -> {
          if (!closed) {
            vertx.setTimer((known.keys().isEmpty() ? FIRST : USUAL).toMillis(), id -> again());
          }
        });
  }

  /** Any number of callers at once share one request; succeeds whether or not it brought anything. */
  private synchronized Future<Void> fetch() {
    Future<Void> running = fetching;
    if (running != null) {
      return onOwnContext(running);
    }
    Promise<Void> done = Promise.promise();
    fetching = done.future();
    Future<Void> mine = onOwnContext(done.future());
    Thread.ofVirtual()
        .name("issuer-keys")
        .start(() -> {
          try {
            take(fetchNow());
          } catch (IOException | ParseException | RuntimeException | InterruptedException e) {
            if (!closed) {
              LOG.warn(
                  "The issuer's keys could not be fetched from {}: {}",
                  request.uri(),
                  e.toString());
            }
          }
          synchronized (this) {
            fetching = null;
          }
          done.complete();
        });
    return mine;
  }

  /** What completes on another thread is taken up on the caller's event loop again. */
  private Future<Void> onOwnContext(Future<Void> other) {
    Context here = vertx.getOrCreateContext();
    Promise<Void> promise = Promise.promise();
    other.onComplete(done -> here.runOnContext(taken -> promise.complete()));
    return promise.future();
  }

  private String fetchNow() throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (response.statusCode() != 200 || bytes.length > MOST_BYTES) {
        throw new IOException(
            "answered %d with %d bytes".formatted(response.statusCode(), bytes.length));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private synchronized void take(String text) throws IOException, ParseException {
    if (text.equals(known.text())) {
      return;
    }
    List<IssuerKey> keys =
        JWKSet.parse(text).getKeys().stream().map(IssuerKey::of).flatMap(Optional::stream).toList();
    if (keys.isEmpty()) {
      throw new IOException("no key for RS256, ES256 or EdDSA among them");
    }
    known = new Known(text, keys, known.generation() + 1);
    LOG.info("The issuer has {} keys", keys.size());
  }
}

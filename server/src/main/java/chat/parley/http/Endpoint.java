package chat.parley.http;

import io.vertx.core.Future;

/** What answers at an address. */
public interface Endpoint {

  /** The methods that do something here, as the {@code Allow} header lists them; empty for none. */
  String allow();

  /** A failed future is a {@link chat.parley.problem.ProblemException} or a fault of the server. */
  Future<Answer> answer(Exchange exchange);

  /** Whether GET without the last slash is sent to the address with it. */
  default boolean redirectsToSlash() {
    return false;
  }
}

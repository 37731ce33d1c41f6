package chat.parley.http;

import io.vertx.core.Future;

/**
 * Decides who is asking, before anything else is looked at.
 *
 * @param <C> what is known of a caller
 */
public interface Guard<C> {

  /**
   * Reads the caller from the request; without asking anybody, unless the caller is new here.
   *
   * @return fails with {@code Unauthenticated}
   */
  Future<C> admit(Exchange exchange);

  /**
   * Asks the database whether the caller is still somebody. Asked only before a refusal is sent: an
   * answer's own statement has found the caller already.
   *
   * @return fails with {@code Unauthenticated} if not
   */
  Future<Void> confirm(C caller);

  /** Lets everybody in. */
  static Guard<Anyone> none() {
    return Anyone.GUARD;
  }

  /** A caller of whom nothing is asked. */
  enum Anyone implements Guard<Anyone> {
    GUARD;

    @Override
    public Future<Anyone> admit(Exchange exchange) {
      return Future.succeededFuture(this);
    }

    @Override
    public Future<Void> confirm(Anyone caller) {
      return Future.succeededFuture();
    }
  }
}

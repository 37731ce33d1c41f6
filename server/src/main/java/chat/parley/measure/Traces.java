package chat.parley.measure;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Follows a request through what it causes, where an operator wants to see that. Told of addresses' patterns and of
 * statements without their parameters, and of nothing that anybody said.
 */
public interface Traces extends AutoCloseable {
  /** Nobody looks. */
  Traces NONE =
      new Traces() {
        @Override
        public Traced request(String method, UnaryOperator<@Nullable String> headers) {
          return Traced.NONE;
        }

        @Override
        public Traced statement(String sql) {
          return Traced.NONE;
        }
      };

  /**
   * A request begins on this event loop; what follows in its context belongs to it.
   *
   * @param headers of the request, for the trace that it belongs to (W3C Trace Context)
   */
  Traced request(String method, UnaryOperator<@Nullable String> headers);

  /** Sends what is left. Blocks for some seconds at most. */
  @Override
  default void close() {}

  /** A statement begins, of the request that this context works for. */
  Traced statement(String sql);

  /** Something that takes time. */
  interface Traced {
    Traced NONE =
        new Traced() {
          @Override
          public Optional<String> trace() {
            return Optional.empty();
          }

          @Override
          public void answered(String method, String route, int status) {}

          @Override
          public void done(@Nullable Throwable failure) {}
        };

    /** The id of the trace, by which it is found. */
    Optional<String> trace();

    /** A request has its answer. */
    void answered(String method, String route, int status);

    /** A statement has its answer, or failed. */
    void done(@Nullable Throwable failure);
  }
}

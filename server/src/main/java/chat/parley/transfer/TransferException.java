package chat.parley.transfer;

/** Data cannot be carried over. The message is one line that a person can act on. */
public final class TransferException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For what is wrong with a file or a database that was given. */
  public TransferException(String message) {
    super(message);
  }

  TransferException(String message, Throwable cause) {
    super(message, cause);
  }
}

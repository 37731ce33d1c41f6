package chat.parley.command;

/** A command is not carried out. The message is one line that says why. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}

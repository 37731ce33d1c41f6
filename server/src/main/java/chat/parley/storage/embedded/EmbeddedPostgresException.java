package chat.parley.storage.embedded;

/** The embedded PostgreSQL cannot run here. The message is one line that says what to do about it. */
public sealed class EmbeddedPostgresException extends Exception
    permits DataDirectoryInUseException {
  EmbeddedPostgresException(String message) {
    super(message);
  }

  EmbeddedPostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}

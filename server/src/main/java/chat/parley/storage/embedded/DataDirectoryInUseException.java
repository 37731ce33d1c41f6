package chat.parley.storage.embedded;

/** A data directory is in use already: {@link EmbeddedPostgres#attach} reaches the server on it. */
public final class DataDirectoryInUseException extends EmbeddedPostgresException {
  DataDirectoryInUseException(String message) {
    super(message);
  }
}

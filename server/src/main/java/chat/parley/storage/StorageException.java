package chat.parley.storage;

import org.jspecify.annotations.Nullable;

/** The database cannot be used. The message is one line that a person can act on. */
public final class StorageException extends Exception {
  private static final long serialVersionUID = 1L;

  StorageException(String message) {
    super(message);
  }

  StorageException(@Nullable String message, Throwable cause) {
    super(message, cause);
  }
}

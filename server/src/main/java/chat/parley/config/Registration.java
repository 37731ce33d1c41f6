package chat.parley.config;

/** Who may make an account: everybody, or only the operator by the command line. */
public enum Registration {
  OPEN,
  CLOSED
}

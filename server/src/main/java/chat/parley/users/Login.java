package chat.parley.users;

/** What a login is checked against. {@code passwordHash} carries its own algorithm and salt. */
public record Login(UserId id, String passwordHash) {
  /** As Django marks a password that nothing matches. */
  static final String NO_PASSWORD = "!";

  /** Whether there is a password to log in with. */
  public boolean hasPassword() {
    return !passwordHash.startsWith(NO_PASSWORD);
  }

  @Override
  public String toString() {
    return "Login[id=%s, passwordHash=***]".formatted(id);
  }
}

package chat.parley.users;

/** What a login is checked against. {@code passwordHash} carries its own algorithm and salt. */
public record Login(UserId id, String passwordHash) {
  @Override
  public String toString() {
    return "Login[id=%s, passwordHash=***]".formatted(id);
  }
}

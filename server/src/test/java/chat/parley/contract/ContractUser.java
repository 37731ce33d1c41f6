package chat.parley.contract;

import java.util.Optional;

/** A user whom the replay has registered, with the tokens of one log-in. */
record ContractUser(
    String alias,
    String username,
    String email,
    String password,
    Json id,
    Json access,
    Json refresh) {

  /** What {@code {alias.field}} stands for. */
  Optional<Json> field(String name) {
    return switch (name) {
      case "alias" -> Optional.of(new Json.Text(alias));
      case "username" -> Optional.of(new Json.Text(username));
      case "email" -> Optional.of(new Json.Text(email));
      case "password" -> Optional.of(new Json.Text(password));
      case "id" -> Optional.of(id);
      case "access" -> Optional.of(access);
      case "refresh" -> Optional.of(refresh);
      default -> Optional.empty();
    };
  }
}

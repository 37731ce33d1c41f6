package chat.parley.auth;

import chat.parley.users.UserId;
import chat.parley.users.UserStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts of an issuer's users: made when a user is seen for the first time. */
final class IssuedUsers {
  private static final String NAMELESS = "user";

  /** How much of a suggested name is kept, in characters: room for what makes it the only one. */
  private static final int MOST_CHARACTERS = 120;

  private final UserStore users;

  IssuedUsers(UserStore users) {
    this.users = users;
  }

  /** Finds a user, or makes the account with a name like the one that is wanted. */
  Future<UserId> of(String externalId, @Nullable String wanted) {
    String name = valid(wanted == null ? "" : wanted);
    return users
        .byExternalId(externalId)
        .compose(found ->
            found.isPresent()
                ? Future.succeededFuture(found.get())
                : add(externalId, List.of(name, name + "-2", name + "-3"), 0));
  }

  /** Others may take a name, or make the same account, at the same time. */
  private Future<UserId> add(String externalId, List<String> names, int attempt) {
    String name =
        attempt < names.size()
            ? names.get(attempt)
            : names.getFirst() + "-" + UUID.randomUUID().toString().substring(0, 13);
    return users
        .addExternal(name, externalId)
        .compose(added ->
            added.isPresent() ? Future.succeededFuture(added) : users.byExternalId(externalId))
        .compose(user ->
            user.isPresent()
                ? Future.succeededFuture(user.get())
                : add(externalId, names, attempt + 1));
  }

  /** What is not allowed in a username becomes a hyphen. */
  private static String valid(String wanted) {
    String cut =
        wanted
            .strip()
            .codePoints()
            .limit(MOST_CHARACTERS)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String name = NewAccount.withoutForbidden(cut);
    return NewAccount.usernameFaults(name).isEmpty() ? name : NAMELESS;
  }
}

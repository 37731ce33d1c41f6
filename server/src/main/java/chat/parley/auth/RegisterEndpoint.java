package chat.parley.auth;

import chat.parley.config.Registration;
import chat.parley.http.Answer;
import chat.parley.http.Body;
import chat.parley.http.Exchange;
import chat.parley.http.Fields;
import chat.parley.http.Guard.Anyone;
import chat.parley.http.Resource;
import chat.parley.http.Routes;
import chat.parley.limits.Limits;
import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import chat.parley.users.UserStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/register/}: a new account. */
public final class RegisterEndpoint {
  private static final String TAKEN = "A user with that username already exists.";

  private final UserStore users;
  private final Passwords passwords;
  private final Registration registration;
  private final Limits limits;

  public RegisterEndpoint(
      UserStore users, Passwords passwords, Registration registration, Limits limits) {
    this.limits = limits;
    this.users = users;
    this.passwords = passwords;
    this.registration = registration;
  }

  public void addTo(Routes routes, BearerGuard guard) {
    routes.add(
        "/api/register/",
        new Resource<>("Register", guard.optional()).on(HttpMethod.POST, this::register));
  }

  private Future<Answer> register(Exchange exchange, Anyone caller) {
    if (registration == Registration.CLOSED) {
      throw new ProblemException(Problem.Forbidden.ACTION);
    }
    limits.registersOfAddress().admit(exchange.client().block());
    return exchange.body().map(Body::fields).compose(this::register);
  }

  private Future<Answer> register(Fields fields) {
    String username = fields.text(NewAccount.USERNAME);
    if (username != null) {
      limits.registersOfAccount().admit(username);
    }
    String email = fields.text(NewAccount.EMAIL);
    String password = fields.text(NewAccount.PASSWORD);
    Future<Boolean> taken =
        username == null ? Future.succeededFuture(false) : users.isTaken(username);
    return taken.compose(isTaken -> {
      if (isTaken) {
        fields.refuse(NewAccount.USERNAME.name(), TAKEN);
      }
      fields.check();
      return add(fields, present(username), email == null ? "" : email, present(password));
    });
  }

  private Future<Answer> add(Fields fields, String username, String email, String password) {
    return passwords
        .faults(password)
        .compose(faults -> {
          faults.forEach(fault -> fields.refuse(NewAccount.PASSWORD.name(), fault));
          fields.check();
          return passwords.hash(password);
        })
        .compose(hash -> users.add(username, email, hash))
        .map(added ->
            added
                .map(user -> Answer.json(201, user::writeTo))
                .orElseThrow(() ->
                    new ProblemException(Problem.Invalid.of(NewAccount.USERNAME.name(), TAKEN))));
  }

  /** A field that is not faulty and must be there has a value. */
  private static String present(@Nullable String value) {
    if (value == null) {
      throw new IllegalStateException("a required field without a fault has no value");
    }
    return value;
  }
}

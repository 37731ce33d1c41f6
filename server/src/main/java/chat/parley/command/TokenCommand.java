package chat.parley.command;

import chat.parley.auth.SigningKey;
import chat.parley.auth.Tokens;
import chat.parley.config.Settings;
import chat.parley.users.Login;
import chat.parley.users.UserStore;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley token}: lets the operator act as a user. */
@Command(
    name = "token",
    description = "Print an access token of a user.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
  @ParentCommand private ParleyCommand parley;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The username.")
  private String name;

  @Override
  public Integer call() throws Exception {
    Settings settings = parley.settings();
    Login login =
        Offline.call(
            settings,
            (vertx, database) ->
                new UserStore(database)
                    .login(name)
                    .map(found ->
                        found.orElseThrow(() -> new RefusedException("there is no user " + name))));
    Tokens tokens =
        new Tokens(
            SigningKey.of(settings),
            settings.accessLifetime(),
            settings.refreshLifetime(),
            Clock.systemUTC());
    spec.commandLine().getOut().println(tokens.access(login.id()));
    return Main.STOPPED;
  }
}

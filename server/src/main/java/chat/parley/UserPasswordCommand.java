package chat.parley;

import chat.parley.auth.Passwords;
import chat.parley.users.UserStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley user password}: a new password for somebody, who may have had none. */
@Command(
    name = "password",
    description = "Set somebody's password, asked or read from standard input.",
    mixinStandardHelpOptions = true)
final class UserPasswordCommand implements Callable<Integer> {
  @ParentCommand private UserCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The username.")
  private String name;

  @Override
  public Integer call() throws Exception {
    String password = PasswordPrompt.read();
    boolean known =
        Offline.call(
            parent.settings(),
            (vertx, database) -> {
              Passwords passwords = new Passwords(vertx);
              return passwords
                  .faults(password)
                  .compose(faults -> {
                    if (!faults.isEmpty()) {
                      throw new RefusedException(String.join(" ", faults));
                    }
                    return passwords.hash(password);
                  })
                  .compose(hash -> new UserStore(database).setPassword(name, hash));
            });
    if (!known) {
      throw new RefusedException("there is no user " + name);
    }
    spec.commandLine().getOut().printf("Set the password of %s.%n", name);
    return Main.STOPPED;
  }
}

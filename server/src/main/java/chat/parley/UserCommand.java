package chat.parley;

import chat.parley.auth.NewAccount;
import chat.parley.auth.Passwords;
import chat.parley.config.Settings;
import chat.parley.users.User;
import chat.parley.users.UserStore;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley user ...}: accounts, by hand. */
@Command(
    name = "user",
    description = "Manage accounts.",
    subcommands = {UserCommand.Add.class, UserPasswordCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class UserCommand {
  @ParentCommand private ParleyCommand parley;

  Settings settings() {
    return parley.settings();
  }

  @Command(
      name = "add",
      description = "Make an account. The password is asked, or read from standard input.",
      mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {
    @ParentCommand private UserCommand parent;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The username.")
    private String name;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "The e-mail address.")
    private String email = "";

    @Override
    public Integer call() throws Exception {
      List<String> nameFaults = NewAccount.usernameFaults(name);
      if (!nameFaults.isEmpty()) {
        throw new RefusedException(String.join(" ", nameFaults));
      }
      String password = PasswordPrompt.read();
      User user =
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
                    .compose(hash -> new UserStore(database).add(name, email, hash))
                    .map(added ->
                        added.orElseThrow(() ->
                            new RefusedException("A user with that username already exists.")));
              });
      spec.commandLine().getOut().printf("Added %s with id %s.%n", name, user.id());
      return Main.STOPPED;
    }
  }
}

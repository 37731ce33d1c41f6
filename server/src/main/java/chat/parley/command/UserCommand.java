package chat.parley.command;

import chat.parley.auth.NewAccount;
import chat.parley.auth.Passwords;
import chat.parley.auth.SignOffStore;
import chat.parley.config.Settings;
import chat.parley.users.User;
import chat.parley.users.UserStore;
import io.vertx.core.Future;
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
    subcommands = {
      UserCommand.Add.class,
      UserCommand.Password.class,
      UserCommand.Disable.class,
      UserCommand.Enable.class,
      EraseCommand.class
    },
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
      String password = AskedPassword.read();
      User user =
          Offline.call(
              parent.settings(),
              (vertx, database) -> {
                Passwords passwords = new Passwords(vertx);
                return hash(passwords, password)
                    .compose(hash -> new UserStore(database).add(name, email, hash))
                    .map(added ->
                        added.orElseThrow(() ->
                            new RefusedException("A user with that username already exists.")));
              });
      spec.commandLine().getOut().printf("Added %s with id %s.%n", name, user.id());
      return Main.STOPPED;
    }
  }

  @Command(
      name = "password",
      description = {
        "Give an account another password: asked, or read from standard input.",
        "All its tokens are called back."
      },
      mixinStandardHelpOptions = true)
  static final class Password implements Callable<Integer> {
    @ParentCommand private UserCommand parent;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The username.")
    private String name;

    @Override
    public Integer call() throws Exception {
      String password = AskedPassword.read();
      boolean found =
          Offline.call(
              parent.settings(),
              (vertx, database) ->
                  hash(new Passwords(vertx), password)
                      .compose(hash -> new SignOffStore(database).changePassword(name, hash)));
      return parent.told(spec, found, name, "has a new password, and is signed out everywhere");
    }
  }

  @Command(
      name = "disable",
      description = "Lock an account out, at once and everywhere.",
      mixinStandardHelpOptions = true)
  static final class Disable implements Callable<Integer> {
    @ParentCommand private UserCommand parent;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The username.")
    private String name;

    @Override
    public Integer call() throws Exception {
      return parent.told(spec, parent.disable(name, true), name, "is locked out");
    }
  }

  @Command(
      name = "enable",
      description = "Let an account in again.",
      mixinStandardHelpOptions = true)
  static final class Enable implements Callable<Integer> {
    @ParentCommand private UserCommand parent;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The username.")
    private String name;

    @Override
    public Integer call() throws Exception {
      return parent.told(spec, parent.disable(name, false), name, "may come in again");
    }
  }

  private boolean disable(String name, boolean disabled) throws Exception {
    return Offline.call(
        parley.settings(), (vertx, database) -> new SignOffStore(database).disable(name, disabled));
  }

  private int told(CommandSpec spec, boolean found, String name, String what) {
    if (!found) {
      throw new RefusedException("there is no user " + name);
    }
    spec.commandLine().getOut().printf("%s %s.%n", name, what);
    return Main.STOPPED;
  }

  /** The hash of a password that is good enough. */
  private static Future<String> hash(Passwords passwords, String password) {
    return passwords
        .faults(password)
        .compose(faults -> {
          if (!faults.isEmpty()) {
            throw new RefusedException(String.join(" ", faults));
          }
          return passwords.hash(password);
        });
  }
}

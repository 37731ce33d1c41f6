package chat.parley;

import chat.parley.auth.NewAccount;
import chat.parley.auth.Passwords;
import chat.parley.users.User;
import chat.parley.users.UserStore;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    subcommands = UserCommand.Add.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class UserCommand {
  @ParentCommand private ParleyCommand parley;

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
      String password = password();
      User user =
          Offline.call(
              parent.parley.settings(),
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

    /** Since Java 25 there is no console again where input or output is not a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static String password() throws IOException {
      Console console = System.console();
      if (console != null && console.isTerminal()) {
        return asked(console);
      }
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      return Optional.ofNullable(input.readLine())
          .orElseThrow(() -> new RefusedException("no password on standard input"));
    }

    private static String asked(Console console) {
      char[] first = Optional.ofNullable(console.readPassword("Password: ")).orElse(new char[0]);
      char[] again = Optional.ofNullable(console.readPassword("Again: ")).orElse(new char[0]);
      if (!Arrays.equals(first, again)) {
        throw new RefusedException("the two passwords are not the same");
      }
      return new String(first);
    }
  }
}

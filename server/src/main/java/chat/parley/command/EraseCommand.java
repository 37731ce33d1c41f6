package chat.parley.command;

import chat.parley.auth.SignOffStore;
import chat.parley.erasure.UserErasure;
import chat.parley.erasure.UserErasure.Erased;
import chat.parley.storage.Database;
import chat.parley.storage.Postgres;
import chat.parley.storage.StorageException;
import chat.parley.transfer.Progress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley user erase}: an account and all that it wrote, whether or not a server is running. */
@Command(
    name = "erase",
    description = {
      "Erase an account for good: who it was, and all that it wrote.",
      "Its messages become tombstones, and the account stays under the name erased-<id>, locked"
          + " out.",
      "Interrupted, it goes on when run again."
    },
    mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {
  private static final Set<String> AGREED = Set.of("y", "yes");

  @ParentCommand private UserCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The username.")
  private String name;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean agreed;

  @Override
  public Integer call() throws Exception {
    if (!agreed && !agrees()) {
      throw new RefusedException("nothing was erased: answer yes, or say --yes");
    }
    Progress progress = new Progress(spec.commandLine().getErr());
    Erased erased =
        Offline.callBlocking(
            parent.settings(), (vertx, postgres) -> erase(vertx, postgres, progress));
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "Erased %s: the account is %s now, %,d messages were deleted.%n",
            name,
            erased.username(),
            erased.messages());
    return Main.STOPPED;
  }

  private Erased erase(Vertx vertx, Postgres postgres, Progress progress) throws StorageException {
    Erased erased =
        Offline.onEventLoop(vertx, postgres, (loop, database) -> erase(loop, database, progress))
            .await()
            .orElseThrow(() -> new RefusedException("there is no user " + name));
    // What was replaced is still in the tables' files, where nobody can read it but who reads
    // files.
    progress.say("messages: %d; now the space that they took".formatted(erased.messages()));
    postgres.vacuum("users", "messages");
    return erased;
  }

  private Future<Optional<Erased>> erase(Vertx vertx, Database database, Progress progress) {
    return new SignOffStore(database)
        .disable(name, true)
        .compose(found ->
            found
                ? new UserErasure(vertx, database, count -> progress.done("messages", count))
                    .erase(name)
                : Future.succeededFuture(Optional.empty()));
  }

  private boolean agrees() throws IOException {
    spec.commandLine()
        .getErr()
        .printf("Erase %s and all that they wrote, for good? [yes/no] ", name)
        .flush();
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    String answer = Optional.ofNullable(input.readLine()).orElse("");
    return AGREED.contains(answer.strip().toLowerCase(Locale.ROOT));
  }
}

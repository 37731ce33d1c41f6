package chat.parley.storage.embedded;

import chat.parley.storage.embedded.Programs.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** PostgreSQL's own data directory: complete with Parley's database, or not there at all. */
final class Cluster {
  private final Layout layout;
  private final Account account;
  private final Programs programs;

  Cluster(Layout layout, Account account, Programs programs) {
    this.layout = layout;
    this.account = account;
    this.programs = programs;
  }

  /** Creates it where there is none. One that is there is checked for its version and its owner. */
  void prepare() throws IOException, InterruptedException, EmbeddedPostgresException {
    for (Path path : FileTree.list(layout.root(), "db.tmp-*")) {
      FileTree.delete(path);
    }
    if (Files.exists(layout.cluster())) {
      check();
    } else {
      create();
    }
  }

  private void create() throws IOException, InterruptedException, EmbeddedPostgresException {
    Path unfinished = Files.createTempDirectory(layout.root(), "db.tmp-");
    account.own(unfinished);
    must(
        programs.run(
            "initdb",
            List.of(
                "--pgdata=" + unfinished,
                "--username=" + EmbeddedPostgres.USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions"),
            ""));
    must(
        programs.run(
            "postgres",
            List.of("--single", "-j", "-D", unfinished.toString(), "template1"),
            "CREATE DATABASE " + EmbeddedPostgres.DATABASE + ";\n\n"));
    Files.move(unfinished, layout.cluster(), StandardCopyOption.ATOMIC_MOVE);
    Layout.sync(layout.root());
    Layout.sync(FileTree.parent(layout.root()));
  }

  private static void must(Outcome outcome) throws EmbeddedPostgresException {
    if (outcome.failed()) {
      throw new EmbeddedPostgresException(
          "the database could not be created: "
              + outcome.lastLine()
              + " (PARLEY_DATABASE_URL is the way around an embedded database)");
    }
  }

  private void check() throws IOException, EmbeddedPostgresException {
    Account owner = Account.ownerOf(layout.cluster());
    if (owner.uid() != account.uid()) {
      throw new EmbeddedPostgresException(
          "the database %s belongs to the user %s, but PostgreSQL would run as %s: chown -R %s %s"
              .formatted(
                  layout.cluster(),
                  owner.name(),
                  account.name(),
                  account.name(),
                  layout.cluster()));
    }
    String made = Files.readString(layout.cluster().resolve("PG_VERSION")).strip();
    String carried = Platform.current().version();
    if (!carried.startsWith(made + ".")) {
      throw new EmbeddedPostgresException(
          "the database %s was made by PostgreSQL %s, and this Parley carries %s: move the data with"
                  .formatted(layout.cluster(), made, carried)
              + " pg_dump, using a Parley that carries the old version");
    }
  }
}

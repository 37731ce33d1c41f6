package chat.parley.bench.scenario;

import chat.parley.bench.data.People;
import chat.parley.bench.load.Loop;
import chat.parley.bench.process.Children;
import chat.parley.bench.process.Installation;
import chat.parley.bench.process.Parley;
import chat.parley.bench.process.Seed;
import chat.parley.bench.process.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What scenarios are played on: the data, the server on it, and the load. */
public final class Stage implements AutoCloseable {
  private final Plan plan;
  private final Installation installation;
  private final RunDirectory directory;
  private final Progress progress;
  private final Children children;
  private final Loop loop = new Loop();
  private @Nullable Path data;
  private @Nullable Site site;
  private @Nullable People people;

  /**
   * @param parent the directory in which data directories are made; they are deleted in the end
   */
  public Stage(Plan plan, Installation installation, Path parent, Progress progress)
      throws IOException {
    this.plan = plan;
    this.installation = installation;
    this.directory = RunDirectory.in(parent);
    this.progress = progress;
    this.children = new Children(directory::delete);
  }

  /**
   * Plays on data that is there: it changes, and stays.
   *
   * @param seeded a data directory that was filled as the plan says
   */
  public void playOn(Path seeded) {
    data = seeded;
  }

  Plan plan() {
    return plan;
  }

  Loop loop() {
    return loop;
  }

  Children children() {
    return children;
  }

  Installation installation() {
    return installation;
  }

  Progress progress() {
    return progress;
  }

  /** Versions of the programs that take part, by name. */
  public Map<String, String> versions() throws IOException {
    return Surroundings.versions(site().database());
  }

  /** Parley on the main data: seeded, and started, by whoever asks first. */
  Site site() throws IOException {
    Site open = site;
    if (open == null) {
      open = open(mainData(), plan.size());
      site = open;
      people = open.people();
    }
    return open;
  }

  /** Who and what there is in the main data. */
  People people() throws IOException {
    People known = people;
    return known == null ? site().people() : known;
  }

  /** The main data directory, on which no server runs from now on. */
  Path dataAtRest() throws IOException {
    leave();
    return mainData();
  }

  /** A server that has just been started on the main data, and asked nothing; the caller closes it. */
  Parley freshServer() throws IOException {
    return Parley.start(installation, children, dataAtRest());
  }

  /** Stops the server on the main data. */
  void leave() {
    if (site != null) {
      site.close();
      site = null;
    }
  }

  /** A path for a data directory that nobody has used. */
  Path freshData(String name) {
    return directory.fresh(name);
  }

  /** A data directory with so much in it. */
  Path seed(Plan.Size size) throws IOException {
    progress.say("seed: %,d messages in %,d rooms".formatted(size.messages(), size.rooms()));
    Path seeded = freshData("seeded");
    Seed.run(installation, children, seeded, size.options());
    return seeded;
  }

  /** A server of its own for a data directory; the caller closes it. */
  Site open(Path seeded, Plan.Size size) throws IOException {
    return Site.open(installation, children, seeded, size);
  }

  /** The same with further settings. */
  Site open(Path seeded, Plan.Size size, Map<String, String> settings) throws IOException {
    return Site.open(installation, children, seeded, size, settings);
  }

  private Path mainData() throws IOException {
    Path seeded = data;
    if (seeded == null) {
      seeded = seed(plan.size());
      data = seeded;
    }
    return seeded;
  }

  @Override
  public void close() {
    loop.close();
    children.close();
  }
}

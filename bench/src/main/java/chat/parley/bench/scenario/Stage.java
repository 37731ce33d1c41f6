package chat.parley.bench.scenario;

import chat.parley.bench.load.Loop;
import chat.parley.bench.process.Children;
import chat.parley.bench.process.Installation;
import chat.parley.bench.process.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What scenarios are played on: the data, the server on it, and the load. */
public final class Stage implements AutoCloseable {
  private final Plan plan;
  private final Installation installation;
  private final Path data;
  private final Progress progress;
  private final Children children = new Children();
  private final Loop loop = new Loop();
  private @Nullable Site site;

  /**
   * @param data a directory for data directories; what is seeded already in {@code main} is used
   */
  public Stage(Plan plan, Installation installation, Path data, Progress progress) {
    this.plan = plan;
    this.installation = installation;
    this.data = data;
    this.progress = progress;
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

  /** Parley on the main data: seeded, and started, by whoever asks first. */
  Site site() throws IOException {
    Site open = site;
    if (open == null) {
      open = Site.open(installation, children, mainData(), plan.size());
      site = open;
    }
    return open;
  }

  /** The main data directory, on which no server runs from now on. */
  Path dataAtRest() throws IOException {
    leave();
    return mainData();
  }

  /** A path for a data directory that nobody has used. */
  Path freshData(String name) throws IOException {
    Files.createDirectories(data);
    return Files.createTempDirectory(data, name + "-").resolve("data");
  }

  /** Stops the server on the main data. */
  void leave() {
    if (site != null) {
      site.close();
      site = null;
    }
  }

  private Path mainData() throws IOException {
    Path main = data.resolve("main");
    if (!Files.exists(main)) {
      progress.say(
          "seed: %,d messages in %,d rooms".formatted(plan.size().messages(), plan.size().rooms()));
      Seed.run(installation, children, main, plan.size().options());
    }
    return main;
  }

  @Override
  public void close() {
    loop.close();
    children.close();
  }
}

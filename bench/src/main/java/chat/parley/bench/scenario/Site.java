package chat.parley.bench.scenario;

import chat.parley.bench.data.AccessTokens;
import chat.parley.bench.data.People;
import chat.parley.bench.process.Children;
import chat.parley.bench.process.Database;
import chat.parley.bench.process.Installation;
import chat.parley.bench.process.Parley;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A Parley that serves seeded data. */
public record Site(Parley parley, People people, Database database) implements AutoCloseable {

  /** Starts it on data that {@code parley seed} has made. */
  static Site open(Installation installation, Children children, Path data, Plan.Size size)
      throws IOException {
    return open(installation, children, data, size, Map.of());
  }

  /** The same with further settings. */
  static Site open(
      Installation installation,
      Children children,
      Path data,
      Plan.Size size,
      Map<String, String> settings)
      throws IOException {
    Parley parley = Parley.start(installation, children, data, settings);
    AccessTokens tokens = new AccessTokens(installation.secret());
    return new Site(parley, People.read(parley.uri(), tokens, size.rooms()), Database.of(parley));
  }

  @Override
  public void close() {
    parley.close();
  }
}

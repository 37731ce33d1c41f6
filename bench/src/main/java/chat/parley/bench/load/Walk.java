package chat.parley.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reading a history from its newest page to its oldest, as clients do: by the link that each page has to the
 * next. A link can only be followed when the page is there, so there is one request at a time for each reader.
 */
public final class Walk {
  /** A page begins with the link to the next one. */
  private static final Pattern NEXT = Pattern.compile("\\{\"next\":\"http://[^/]+(/[^\"]+)\"");

  private static final int OPENING_BYTES = 400;

  /**
   * Somebody who reads.
   *
   * @param path of the first page
   * @param pages how many to read at most
   */
  public record Reader(String path, String token, int pages) {}

  /**
   * One page that was read.
   *
   * @param number of the page, 0 for the newest
   */
  public record Page(int reader, int number, long nanos) {}

  private final URI server;
  private final List<Page> pages = new ArrayList<>();

  private Walk(URI server) {
    this.server = server;
  }

  /** All read at once, each to the end; gives what was read in the order of its arrival. */
  public static List<Page> run(Loop loop, URI server, List<Reader> readers) {
    List<HttpWire> wires = HttpWire.open(loop, server, readers.size());
    try {
      return loop.call(() -> {
        Walk walk = new Walk(server);
        List<Future<Void>> walking = new ArrayList<>();
        for (int i = 0; i < readers.size(); i++) {
          Promise<Void> arrived = Promise.promise();
          walking.add(arrived.future());
          wires.get(i).keepOpening(OPENING_BYTES);
          walk.step(wires.get(i), i, readers.get(i), 0, readers.get(i).path(), arrived);
        }
        return Future.all(walking).map(all -> walk.pages);
      });
    } finally {
      HttpWire.close(loop, wires);
    }
  }

  private void step(
      HttpWire wire, int place, Reader reader, int number, String path, Promise<Void> arrived) {
    long start = System.nanoTime();
    wire.ask(
        Bytes.get(server, path, reader.token()),
        status -> {
          pages.add(new Page(place, number, System.nanoTime() - start));
          Matcher next = NEXT.matcher(wire.opening());
          if (status != 200) {
            arrived.fail(path + " was answered " + status);
          } else if (number + 1 < reader.pages() && next.lookingAt()) {
            step(wire, place, reader, number + 1, next.group(1), arrived);
          } else {
            arrived.complete();
          }
        });
  }
}

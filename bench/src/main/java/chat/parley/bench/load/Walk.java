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
   */
  public record Reader(String path, String token) {}

  /**
   * One page that was read.
   *
   * @param reader their place in the list of readers
   * @param number of the page, 0 for the newest
   * @param path it was read from
   */
  public record Page(int reader, int number, String path, long nanos) {}

  private final URI server;
  private final List<Reader> readers;
  private final List<Page> pages = new ArrayList<>();
  private boolean arrived;

  private Walk(URI server, List<Reader> readers) {
    this.server = server;
    this.readers = readers;
  }

  /**
   * All read at once, until the first of them is at the end: with fewer readers left, a page would take less
   * time.
   *
   * @return what was read, in the order of its arrival
   */
  public static List<Page> run(Loop loop, URI server, List<Reader> readers) {
    List<HttpWire> wires = HttpWire.open(loop, server, readers.size());
    try {
      return loop.call(() -> {
        Walk walk = new Walk(server, readers);
        List<Future<Void>> walking = new ArrayList<>();
        for (int i = 0; i < readers.size(); i++) {
          Promise<Void> end = Promise.promise();
          walking.add(end.future());
          wires.get(i).keepOpening(OPENING_BYTES);
          walk.step(wires.get(i), i, 0, readers.get(i).path(), end);
        }
        return Future.all(walking).map(all -> walk.pages);
      });
    } finally {
      HttpWire.close(loop, wires);
    }
  }

  private void step(HttpWire wire, int reader, int number, String path, Promise<Void> end) {
    long start = System.nanoTime();
    wire.ask(
        Bytes.get(server, path, readers.get(reader).token()),
        status -> {
          pages.add(new Page(reader, number, path, System.nanoTime() - start));
          if (status != 200) {
            end.fail(path + " was answered " + status);
            return;
          }
          Matcher next = NEXT.matcher(wire.opening());
          arrived = arrived || !next.lookingAt();
          if (arrived) {
            end.complete();
          } else {
            step(wire, reader, number + 1, next.group(1), end);
          }
        });
  }
}

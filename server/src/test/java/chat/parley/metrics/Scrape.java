package chat.parley.metrics;

import chat.parley.fixture.Api;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a server's metrics said at one time. */
record Scrape(String text) {
  static final String TOKEN = "a-token-for-the-metrics";

  static Scrape of(TestServer server) {
    Reply reply = new Api(server.metricsUri()).as(TOKEN).get("/metrics");
    if (reply.status() != 200) {
      throw new AssertionError(reply);
    }
    return new Scrape(reply.body());
  }

  /** A series' value; 0 where there is none. The series is spelled as Prometheus spells it. */
  double value(String series) {
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  /** The names of all series, without labels. */
  Set<String> names() {
    return text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceFirst("[{ ].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

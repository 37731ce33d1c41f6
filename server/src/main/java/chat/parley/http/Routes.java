package chat.parley.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of addresses. A pattern is a path in which {@code <id>} stands for digits; it matches
 * with and without its last slash.
 */
public final class Routes {
  private static final String ID = "<id>";

  /** What serves a path. */
  record Match(Endpoint endpoint, Address address) {}

  private record Route(String pattern, List<String> segments, boolean file, Endpoint endpoint) {}

  private final List<Route> routes = new ArrayList<>();

  /** A pattern that ends in a slash is a resource; any other is a file, matched to the letter. */
  public Routes add(String pattern, Endpoint endpoint) {
    routes.add(new Route(pattern, segments(pattern), !pattern.endsWith("/"), endpoint));
    return this;
  }

  /** What answers where: every pattern with its endpoint, in the order in which they are looked at. */
  public Map<String, Endpoint> endpoints() {
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    routes.forEach(route -> endpoints.put(route.pattern, route.endpoint));
    return endpoints;
  }

  @Nullable Match find(String rawPath) {
    String path = decoded(rawPath);
    if (path == null || !path.startsWith("/")) {
      return null;
    }
    boolean slash = path.endsWith("/");
    List<String> segments = segments(path);
    for (Route route : routes) {
      List<Long> ids =
          route.file && slash && !segments.isEmpty() ? null : match(route.segments, segments);
      if (ids != null) {
        return new Match(
            route.endpoint, new Address(slash || route.file ? path : path + "/", ids, slash));
      }
    }
    return null;
  }

  /** The numbers at the variable places, or null where the path is another. */
  private static @Nullable List<Long> match(List<String> pattern, List<String> path) {
    if (pattern.size() != path.size()) {
      return null;
    }
    List<Long> ids = new ArrayList<>(2);
    for (int i = 0; i < path.size(); i++) {
      if (pattern.get(i).equals(ID) && isDigits(path.get(i))) {
        ids.add(Address.id(path.get(i)));
      } else if (!pattern.get(i).equals(path.get(i))) {
        return null;
      }
    }
    return ids;
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** What stands between the slashes; an empty one in the middle is kept, so it matches nothing. */
  private static List<String> segments(String path) {
    String inner =
        path.substring(1, path.endsWith("/") ? Math.max(1, path.length() - 1) : path.length());
    return List.of(inner.split("/", -1));
  }

  private static @Nullable String decoded(String path) {
    try {
      return path.indexOf('%') < 0
          ? path
          : QueryStringDecoder.decodeComponent(path.replace("+", "%2B"));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

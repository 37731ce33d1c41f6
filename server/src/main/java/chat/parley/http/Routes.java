package chat.parley.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tree of addresses. A pattern is a path in which {@code <id>} stands for digits; it matches with and
 * without its last slash.
 */
public final class Routes {
  private static final String ID = "<id>";

  /** What serves a path. */
  record Match(String pattern, Endpoint endpoint, Address address) {}

  private record Served(String pattern, Endpoint endpoint) {}

  /** What begins with one path. */
  private static final class Node {
    private final Map<String, Node> words = new HashMap<>();
    private @Nullable Node number;
    private @Nullable Served resource;
    private @Nullable Served file;

    private Node next(String pattern) {
      if (!pattern.equals(ID)) {
        return words.computeIfAbsent(pattern, word -> new Node());
      }
      Node next = number == null ? new Node() : number;
      number = next;
      return next;
    }
  }

  private final Node root = new Node();
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

  /** A pattern that ends in a slash is a resource; any other is a file, matched to the letter. */
  public Routes add(String pattern, Endpoint endpoint) {
    boolean resource = pattern.endsWith("/");
    Node node = root;
    for (String segment : pattern.substring(1, end(pattern)).split("/", -1)) {
      node = node.next(segment);
    }
    if (resource) {
      node.resource = new Served(pattern, endpoint);
    } else {
      node.file = new Served(pattern, endpoint);
    }
    endpoints.put(pattern, endpoint);
    return this;
  }

  /** What answers where: every pattern with its endpoint, in the order in which they were added. */
  public Map<String, Endpoint> endpoints() {
    return Collections.unmodifiableMap(endpoints);
  }

  @Nullable Match find(String rawPath) {
    String path = decoded(rawPath);
    if (path == null || !path.startsWith("/")) {
      return null;
    }
    int end = end(path);
    boolean slash = path.endsWith("/");
    List<Long> ids = new ArrayList<>(2);
    Node node = root;
    for (int start = 1; node != null && start <= end; ) {
      int slashAt = path.indexOf('/', start);
      int stop = slashAt < 0 || slashAt > end ? end : slashAt;
      node = step(node, path.substring(start, stop), ids);
      start = stop + 1;
    }
    if (node == null) {
      return null;
    }
    Served file = slash ? null : node.file;
    if (file != null) {
      return new Match(file.pattern(), file.endpoint(), new Address(path, ids, false));
    }
    Served resource = node.resource;
    return resource == null
        ? null
        : new Match(
            resource.pattern(),
            resource.endpoint(),
            new Address(slash ? path : path + "/", ids, slash));
  }

  private static @Nullable Node step(Node node, String segment, List<Long> ids) {
    Node word = node.words.get(segment);
    if (word == null && node.number != null && isDigits(segment)) {
      ids.add(Address.id(segment));
      return node.number;
    }
    return word;
  }

  /** Where a path's last segment ends, its last slash left out. */
  private static int end(String path) {
    return path.endsWith("/") ? Math.max(1, path.length() - 1) : path.length();
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
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

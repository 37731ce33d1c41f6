package chat.parley.http;

import chat.parley.config.Network;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, and how: what the connection itself shows, unless its other end is a proxy
 * that the operator trusts. Then it is what the proxies wrote down in {@code X-Forwarded-For} and {@code
 * X-Forwarded-Proto}, read from the end, where the nearest one wrote; what stands before the first
 * address that is no trusted proxy's, anybody may have made up.
 *
 * @param address the client's, or null where the connection has none (a Unix socket)
 * @param scheme {@code http} or {@code https}, as the client spoke it
 */
public record ClientAddress(@Nullable InetAddress address, String scheme) {
  private static final String FOR = "X-Forwarded-For";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final int PREFIX_BYTES = 8;

  /** Reads where a request comes from, with the proxies that are trusted. */
  public static ClientAddress of(HttpServerRequest request, Collection<Network> trusted) {
    InetAddress peer = peer(request.remoteAddress());
    String scheme = request.scheme() == null ? "http" : request.scheme();
    if (peer == null || !isTrusted(peer, trusted)) {
      return new ClientAddress(peer, scheme);
    }
    return of(
        peer,
        scheme,
        entries(request.headers().getAll(FOR)),
        entries(request.headers().getAll(PROTO)),
        trusted);
  }

  private static ClientAddress of(
      InetAddress peer,
      String scheme,
      List<String> addresses,
      List<String> schemes,
      Collection<Network> trusted) {
    InetAddress client = peer;
    int hops = 0;
    while (hops < addresses.size() && isTrusted(client, trusted)) {
      InetAddress before = parse(addresses.get(addresses.size() - 1 - hops));
      if (before == null) {
        break;
      }
      client = before;
      hops++;
    }
    // Each proxy adds to both lists, or the nearest one sets a list of one.
    String told =
        schemes.isEmpty() ? scheme : schemes.get(Math.max(0, schemes.size() - Math.max(1, hops)));
    boolean known = told.equals("http") || told.equals("https");
    return new ClientAddress(client, known ? told : scheme);
  }

  /**
   * What limits are counted by: an IPv4 address; of IPv6 the first 64 bits, since everybody who has one
   * such address has all that begin so (RFC 6177).
   */
  public String block() {
    if (address == null || address instanceof Inet4Address) {
      return address == null ? "" : address.getHostAddress();
    }
    byte[] bytes = Arrays.copyOf(address.getAddress(), PREFIX_BYTES);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < PREFIX_BYTES; i += 2) {
      text.append(Integer.toHexString(((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff)))
          .append(':');
    }
    return text.append(":/64").toString();
  }

  private static boolean isTrusted(InetAddress address, Collection<Network> trusted) {
    for (Network network : trusted) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable InetAddress peer(@Nullable SocketAddress remote) {
    return remote == null || remote.hostAddress() == null ? null : parse(remote.hostAddress());
  }

  /** Of any number of headers with any number of entries, all entries in order. */
  private static List<String> entries(List<String> headers) {
    List<String> entries = new ArrayList<>();
    for (String header : headers) {
      for (String entry : header.split(",", -1)) {
        entries.add(entry.strip());
      }
    }
    return entries;
  }

  /** An address, perhaps with a port, as {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
  private static @Nullable InetAddress parse(String text) {
    String bare = text;
    if (text.startsWith("[") && text.indexOf(']') > 0) {
      bare = text.substring(1, text.indexOf(']'));
    } else if (text.indexOf('.') > 0 && text.lastIndexOf(':') > text.indexOf('.')) {
      bare = text.substring(0, text.lastIndexOf(':'));
    }
    try {
      return InetAddress.ofLiteral(bare);
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }
}

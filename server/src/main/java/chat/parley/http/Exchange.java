package chat.parley.http;

import chat.parley.config.Network;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request, as the endpoints see it. */
public final class Exchange {
  private final HttpServerRequest request;
  private final Address address;
  private final Future<Body> body;
  private final List<Network> trusted;
  private @Nullable Query query;
  private @Nullable ClientAddress client;

  /**
   * @param trusted the proxies that are believed what they say of the client
   */
  Exchange(HttpServerRequest request, Address address, Future<Body> body, List<Network> trusted) {
    this.trusted = trusted;
    this.request = request;
    this.address = address;
    this.body = body;
  }

  public HttpMethod method() {
    return request.method();
  }

  /** The number at the address's n-th variable place, from 0; -1 for one that no thing can have. */
  public long id(int place) {
    return address.ids().get(place);
  }

  /** The body; read only for POST, PUT and PATCH, otherwise empty. */
  public Future<Body> body() {
    return body;
  }

  /** A header's value; where it stands on several lines, all of them with commas between (RFC 9110, 5.3). */
  public @Nullable String header(CharSequence name) {
    String first = request.getHeader(name);
    List<String> all = first == null ? List.of() : request.headers().getAll(name);
    return all.size() < 2 ? first : String.join(",", all);
  }

  public Query query() {
    Query parsed = query;
    if (parsed == null) {
      parsed = Query.parse(request.query());
      query = parsed;
    }
    return parsed;
  }

  /**
   * What was asked for, letter by letter, with the host that the client named: the answers' own links are
   * made from no more than this.
   */
  public String spelling() {
    return client().scheme() + ' ' + host() + ' ' + request.uri();
  }

  /** This address with another query, as an absolute link with the host that the client named. */
  public String link(Query with) {
    return client().scheme() + "://" + host() + address.path() + with;
  }

  /** Where the request comes from. */
  public ClientAddress client() {
    ClientAddress known = client;
    if (known == null) {
      known = ClientAddress.of(request, trusted);
      client = known;
    }
    return known;
  }

  /** HTTP/2 has a pseudo-header in its place (RFC 9113, 8.3.1). */
  private String host() {
    String host = request.getHeader(HttpHeaders.HOST);
    if (host != null) {
      return host;
    }
    return String.valueOf(
        request.authority() == null ? request.localAddress() : request.authority());
  }

  /** For what is not a request and an answer: a stream, a socket. */
  public HttpServerRequest request() {
    return request;
  }
}

package chat.parley.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** One request, as the endpoints see it. */
public final class Exchange {
  private final HttpServerRequest request;
  private final Address address;
  private final Future<Body> body;
  private @Nullable Query query;

  Exchange(HttpServerRequest request, Address address, Future<Body> body) {
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

  public @Nullable String header(CharSequence name) {
    return request.getHeader(name);
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
    return request.scheme() + ' ' + request.getHeader(HttpHeaders.HOST) + ' ' + request.uri();
  }

  /** This address with another query, as an absolute link with the host that the client named. */
  public String link(Query with) {
    String host = request.getHeader(HttpHeaders.HOST);
    String authority = host == null ? String.valueOf(request.localAddress()) : host;
    return request.scheme() + "://" + authority + address.path() + with;
  }

  /** For what is not a request and an answer: a stream, a socket. */
  public HttpServerRequest request() {
    return request;
  }
}

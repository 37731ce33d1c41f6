package chat.parley.doctor;

import chat.parley.config.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The address to listen on: free, or a server of ours already there. */
final class Listening {
  private static final String ABOUT = "address";
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private Listening() {}

  static Finding examine(Settings settings) {
    String host = settings.host();
    int port = settings.port();
    String told = "%s port %d".formatted(host, port);
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return new Finding.Good(
          ABOUT, port == 0 ? host + ", any free port" : told + " is free: no server runs there");
    } catch (UnknownHostException e) {
      return new Finding.Wrong(ABOUT, "there is no host " + host, "set PARLEY_HOST right");
    } catch (BindException e) {
      String scheme = settings.tls().isPresent() ? "https" : "http";
      return taken(told, uri(scheme, host, port), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Finding.Wrong(ABOUT, "%s: %s".formatted(told, e.getMessage()), "choose another");
    }
  }

  private static Finding taken(String told, URI uri, String why) {
    if (!why.contains("in use")) {
      return new Finding.Wrong(
          ABOUT,
          "%s cannot be listened on (%s)".formatted(told, why),
          "PARLEY_HOST must be an address of this machine, and ports below 1024 are for root");
    }
    try (HttpClient client = client()) {
      HttpResponse<String> ready = client.send(request(uri), BodyHandlers.ofString());
      if (ready.body().contains("\"status\"")) {
        return ready.statusCode() == 200
            ? new Finding.Good(ABOUT, "a server runs on %s, and is ready".formatted(told))
            : new Finding.Wrong(
                ABOUT,
                "a server runs on %s, and is not ready: %s".formatted(told, ready.body().strip()),
                "what follows may say why; its log does");
      }
    } catch (IOException e) {
      // Somebody who does not speak HTTP, or nobody who answers.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Finding.Wrong(
        ABOUT, "another program listens on " + told, "stop it, or choose another PARLEY_PORT");
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(PATIENCE)
        .sslContext(AnyCertificate.context())
        .build();
  }

  private static HttpRequest request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
  }

  private static URI uri(String scheme, String host, int port) {
    String shown = host.equals("0.0.0.0") ? "127.0.0.1" : host;
    String address = shown.contains(":") ? "[" + shown + "]" : shown;
    return URI.create("%s://%s:%d/health/ready".formatted(scheme, address, port));
  }
}

package chat.parley.storage.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import javax.net.SocketFactory;

/**
 * Lets pgjdbc reach PostgreSQL through a Unix socket: name this class in its connection property
 * {@code socketFactory} and the socket's path in {@code socketFactoryArg}. Whatever host and port a
 * socket is told to connect to, it goes to that path.
 */
public final class UnixSocketFactory extends SocketFactory {
  private final UnixDomainSocketAddress address;

  /** {@code path} is the socket's own, at most 107 bytes long. */
  public UnixSocketFactory(String path) {
    this.address = UnixDomainSocketAddress.of(path);
  }

  @Override
  public Socket createSocket() throws IOException {
    return new UnixSocket(address);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw networkless();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    throw networkless();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw networkless();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    throw networkless();
  }

  private static SocketException networkless() {
    return new SocketException("only unconnected sockets are made here");
  }
}

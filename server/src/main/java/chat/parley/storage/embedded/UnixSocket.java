package chat.parley.storage.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A Unix socket as a {@link Socket}, as far as pgjdbc uses one: streams and a read timeout. */
final class UnixSocket extends Socket {
  private final UnixDomainSocketAddress address;
  private final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
  private final Selector readable = Selector.open();
  private final Selector writable = Selector.open();
  private volatile int readTimeoutMillis;

  UnixSocket(UnixDomainSocketAddress address) throws IOException {
    this.address = address;
  }

  @Override
  public void connect(SocketAddress ignored, int timeoutMillis) throws IOException {
    channel.connect(address);
    channel.configureBlocking(false);
    channel.register(readable, SelectionKey.OP_READ);
    channel.register(writable, SelectionKey.OP_WRITE);
  }

  @Override
  public InputStream getInputStream() {
    return new Input();
  }

  @Override
  public OutputStream getOutputStream() {
    return new Output();
  }

  @Override
  public void setSoTimeout(int millis) {
    readTimeoutMillis = millis;
  }

  @Override
  public int getSoTimeout() {
    return readTimeoutMillis;
  }

  @Override
  public boolean isConnected() {
    return channel.isConnected();
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public void setKeepAlive(boolean on) {}

  @Override
  public void close() throws IOException {
    try (channel;
        readable;
        writable) {
      super.close();
    }
  }

  private final class Input extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] single = new byte[1];
      return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      int timeout = readTimeoutMillis;
      long start = System.nanoTime();
      int count = channel.read(buffer);
      while (count == 0 && length > 0) {
        long left = timeout - (System.nanoTime() - start) / 1_000_000;
        if (timeout > 0 && left <= 0) {
          throw new SocketTimeoutException("nothing to read for " + timeout + " ms");
        }
        readable.select(timeout > 0 ? left : 0);
        readable.selectedKeys().clear();
        count = channel.read(buffer);
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      UnixSocket.this.close();
    }
  }

  private final class Output extends OutputStream {
    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        if (channel.write(buffer) == 0) {
          writable.select();
          writable.selectedKeys().clear();
        }
      }
    }

    @Override
    public void close() throws IOException {
      UnixSocket.this.close();
    }
  }
}

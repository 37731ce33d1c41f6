package chat.parley.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What is sent, prepared once: bytes that any number of writes may share. */
public final class Bytes {
  /** Any mask would do (RFC 6455, 5.3); not zero, with which a server has less to do. */
  private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

  private Bytes() {}

  /** A GET of a user's. */
  public static ByteBuf get(URI server, String path, String token) {
    return get(server, path, token, "");
  }

  /** The same by a client that reads gzip, as browsers do. */
  public static ByteBuf getGzipped(URI server, String path, String token) {
    return get(server, path, token, "Accept-Encoding: gzip\r\n");
  }

  private static ByteBuf get(URI server, String path, String token, String headers) {
    return shared(
        "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%s\r\n"
            .formatted(path, server.getAuthority(), token, headers)
            .getBytes(StandardCharsets.US_ASCII));
  }

  /** A POST of a user's; nobody's where the token is empty. */
  public static ByteBuf post(URI server, String path, String token, String json) {
    String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
    return shared(
        "POST %s HTTP/1.1\r\nHost: %s\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, server.getAuthority(), authorization, json.length(), json)
            .getBytes(StandardCharsets.US_ASCII));
  }

  /** The opening handshake of a WebSocket. */
  static ByteBuf upgrade(URI server, String path, String token) {
    return shared(
        """
        GET %s HTTP/1.1\r
        Host: %s\r
        Authorization: Bearer %s\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        \r
        """
            .formatted(path, server.getAuthority(), token)
            .getBytes(StandardCharsets.US_ASCII));
  }

  /** A client's text frame (RFC 6455, 5.2) of less than 64 KiB. */
  static ByteBuf frame(byte[] text) {
    return frame(0x81, text);
  }

  /** A client's answer to a ping. */
  static ByteBuf pong(byte[] payload) {
    return frame(0x8a, payload);
  }

  private static ByteBuf frame(int opcode, byte[] payload) {
    ByteBuf frame = Unpooled.buffer(payload.length + 8).writeByte(opcode);
    if (payload.length < 126) {
      frame.writeByte(0x80 | payload.length);
    } else {
      frame.writeByte(0x80 | 126).writeShort(payload.length);
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.writeByte(payload[i] ^ MASK[i & 3]);
    }
    return frame;
  }

  private static ByteBuf shared(byte[] bytes) {
    return Unpooled.unreleasableBuffer(
        Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
  }
}

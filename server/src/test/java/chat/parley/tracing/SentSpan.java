package chat.parley.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A span as OTLP has it (opentelemetry-proto, trace.proto), read from protocol buffers. */
record SentSpan(
    String traceId, String spanId, String parentId, String name, Map<String, String> attributes) {
  /** All spans of an ExportTraceServiceRequest. */
  static List<SentSpan> allOf(byte[] request) {
    List<SentSpan> spans = new ArrayList<>();
    each(
        request,
        1,
        resource -> each(resource, 2, scope -> each(scope, 2, span -> spans.add(of(span)))));
    return spans;
  }

  private static SentSpan of(byte[] span) {
    Map<Integer, byte[]> fields = new HashMap<>();
    Map<String, String> attributes = new HashMap<>();
    read(
        span,
        (field, bytes) -> {
          fields.put(field, bytes);
          if (field == 9) {
            addAttribute(bytes, attributes);
          }
        });
    HexFormat hex = HexFormat.of();
    byte[] none = {};
    return new SentSpan(
        hex.formatHex(fields.getOrDefault(1, none)),
        hex.formatHex(fields.getOrDefault(2, none)),
        hex.formatHex(fields.getOrDefault(4, none)),
        new String(fields.getOrDefault(5, none), UTF_8),
        attributes);
  }

  private static void addAttribute(byte[] attribute, Map<String, String> attributes) {
    Map<Integer, byte[]> fields = new HashMap<>();
    read(attribute, fields::put);
    byte[] none = {};
    read(
        fields.getOrDefault(2, none),
        (kind, value) ->
            attributes.put(
                new String(fields.getOrDefault(1, none), UTF_8),
                kind == 1
                    ? new String(value, UTF_8)
                    : Long.toString(ByteBuffer.wrap(value).getLong())));
  }

  @FunctionalInterface
  private interface Part {
    void take(byte[] bytes);
  }

  private static void each(byte[] message, int wanted, Part part) {
    read(
        message,
        (field, bytes) -> {
          if (field == wanted) {
            part.take(bytes);
          }
        });
  }

  /** The fields of a message; numbers as eight bytes. */
  private static void read(byte[] message, BiConsumer<Integer, byte[]> fields) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      int field = (int) (tag >>> 3);
      byte[] bytes;
      switch ((int) (tag & 7)) {
        case 0 -> bytes = ByteBuffer.allocate(8).putLong(varint(in)).array();
        case 1 -> bytes = ByteBuffer.allocate(8).putLong(in.getLong()).array();
        case 2 -> {
          bytes = new byte[(int) varint(in)];
          in.get(bytes);
        }
        case 5 -> bytes = ByteBuffer.allocate(8).putLong(in.getInt()).array();
        default -> throw new IllegalArgumentException("no field: " + tag);
      }
      fields.accept(field, bytes);
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}

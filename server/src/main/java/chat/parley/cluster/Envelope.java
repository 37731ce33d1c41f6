package chat.parley.cluster;

import chat.parley.realtime.Event;
import chat.parley.realtime.Frame;
import chat.parley.realtime.Topic;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * An event as it travels: the frames as they were encoded once, behind a head of a few numbers.
 *
 * <pre>
 * byte  1, the layout          long  seq           byte  length of the type, then the type in ASCII
 * long  the store              long  source        int   length of the frame, then the frame
 *                                                  int   how many bytes the source's frame begins with
 *                                                        in common with it, then the rest; or nothing
 * </pre>
 *
 * <p>The topic is the message's subject. Of another layout or another store, it is nobody's here.
 *
 * @param store stands for the epoch
 */
record Envelope(long store) {
  private static final byte LAYOUT = 1;
  private static final int NUMBERS = 1 + 8 + 8 + 8 + 1 + 4;

  /** Stands for a store's name; that two stores share it is as likely as nothing. */
  static Envelope of(String epoch) {
    long hash = 1_125_899_906_842_597L;
    for (int i = 0; i < epoch.length(); i++) {
      hash = 31 * hash + epoch.charAt(i);
    }
    return new Envelope(hash);
  }

  byte[] seal(Event event) {
    byte[] type = event.frame().type().getBytes(StandardCharsets.US_ASCII);
    byte[] frame = event.frame().json();
    Frame other = event.sourceFrame();
    byte[] rest = other == null ? new byte[0] : other.json();
    int common = other == null ? 0 : common(frame, rest);
    int tail = other == null ? 0 : 4 + rest.length - common;
    ByteBuffer bytes = ByteBuffer.allocate(NUMBERS + type.length + frame.length + tail);
    bytes.put(LAYOUT).putLong(store).putLong(event.seq()).putLong(event.source());
    bytes.put((byte) type.length).put(type).putInt(frame.length).put(frame);
    if (other != null) {
      bytes.putInt(common).put(rest, common, rest.length - common);
    }
    return bytes.array();
  }

  /** The event; empty for what is not of this layout and store. */
  Optional<Event> open(Topic topic, byte[] sealed) {
    ByteBuffer bytes = ByteBuffer.wrap(sealed);
    try {
      if (bytes.get() != LAYOUT || bytes.getLong() != store) {
        return Optional.empty();
      }
      long seq = bytes.getLong();
      long source = bytes.getLong();
      String type = new String(take(bytes, bytes.get()), StandardCharsets.US_ASCII);
      byte[] json = take(bytes, bytes.getInt());
      Frame frame = Frame.encoded(type, seq, json);
      if (!bytes.hasRemaining()) {
        return Optional.of(new Event(topic, seq, frame, source, null));
      }
      int common = Objects.checkIndex(bytes.getInt(), json.length + 1);
      byte[] other = Arrays.copyOf(json, common + bytes.remaining());
      bytes.get(other, common, bytes.remaining());
      return Optional.of(new Event(topic, seq, frame, source, Frame.encoded(type, seq, other)));
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static byte[] take(ByteBuffer bytes, int length) {
    byte[] taken = new byte[Objects.checkIndex(length, bytes.remaining() + 1)];
    bytes.get(taken);
    return taken;
  }

  private static int common(byte[] one, byte[] other) {
    int first = Arrays.mismatch(one, other);
    return first < 0 ? one.length : first;
  }
}

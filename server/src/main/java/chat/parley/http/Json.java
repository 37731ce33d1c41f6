package chat.parley.http;

import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON (RFC 8259) from and to buffers. */
public final class Json {
  /** Characters beyond U+FFFF are four bytes of UTF-8, rather than two escapes of six. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  /** Where the parser has its text from. */
  private static final Pattern WHERE = Pattern.compile("Source: [^;]*; ");

  private Json() {}

  /** Writes straight into one buffer. */
  public static Buffer encode(JsonContent content) {
    Buffer buffer = Buffer.buffer(256);
    try (JsonGenerator generator = FACTORY.createGenerator(new BufferOutput(buffer))) {
      content.writeTo(generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer;
  }

  /**
   * Reads one document: strict UTF-8, no byte order mark, nothing after it, of equal names the last
   * counts. Gives a {@code Map}, {@code List}, {@code String}, {@code Boolean}, a number or null.
   *
   * @throws ProblemException of {@code NotJson}
   */
  public static @Nullable Object decode(byte[] bytes) {
    return decode(bytes, StandardCharsets.UTF_8);
  }

  /** The same from characters in another encoding. */
  static @Nullable Object decode(byte[] bytes, Charset charset) {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return switch (JacksonCodec.fromParser(FACTORY.createParser(text), Object.class)) {
        case JsonObject object -> object.getMap();
        case JsonArray array -> array.getList();
        case null -> null;
        case Object scalar -> scalar;
      };
    } catch (CharacterCodingException e) {
      throw notJson("the body is not " + charset.name());
    } catch (DecodeException | IOException e) {
      throw notJson(firstLine(e));
    }
  }

  private static ProblemException notJson(String why) {
    return new ProblemException(new Problem.NotJson("JSON parse error - " + why));
  }

  /** What the parser says, without where in its own memory it found it. */
  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    // The parser names characters by their UTF-16 halves, which are not to be sent.
    String said = WHERE.matcher(line.replace("Failed to decode:", "").strip()).replaceAll("");
    byte[] whole = said.getBytes(StandardCharsets.UTF_8);
    return new String(whole, StandardCharsets.UTF_8);
  }

  private static final class BufferOutput extends OutputStream {
    private final Buffer buffer;

    BufferOutput(Buffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public void write(int b) {
      buffer.appendByte((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      buffer.appendBytes(bytes, offset, length);
    }
  }
}

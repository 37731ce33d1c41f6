package chat.parley.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Bodies that are not quite right: other values in a field, other bytes, or something else altogether. */
final class OddBodies {
  private static final List<String> FIELDS =
      List.of(
          "content",
          "name",
          "participants",
          "username",
          "email",
          "password",
          "refresh",
          "token",
          "message",
          "x");

  /** As they stand in a document; not all of them may. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-1",
          "1.5",
          "1e5",
          "1e400",
          "-1e400",
          "1e999999999",
          "123456789012345678901234567890",
          "9".repeat(999),
          "9".repeat(2_000),
          "0." + "1".repeat(2_000),
          "\"\"",
          "\" \"",
          "\"\\u00a0\"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"a\\udc00b\"",
          "\"\\udc00\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"\ud83d\ude00\"",
          "\ud83d\ude00",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[true]",
          "[1]",
          "[-1]",
          "[0]",
          "[1.5]",
          "[1e400]",
          "[\"1\"]",
          "[\" 1 \"]",
          "[\"x\"]",
          "[9223372036854775807]",
          "[9223372036854775808]",
          "[\"" + "9".repeat(3_000) + "\"]",
          "[{}]",
          "[\"\\u0000\"]",
          "[1,1,1]",
          "{\"1\":2}",
          "[".repeat(500) + "]".repeat(500),
          "[".repeat(5_000) + "]".repeat(5_000),
          "{\"a\":".repeat(2_000),
          "\"" + "x".repeat(20_000) + "\"",
          "\"" + "\ud83d\ude00".repeat(10_001) + "\"",
          "NaN",
          "Infinity",
          "-",
          "'a'",
          "undefined",
          "01",
          "+1",
          "\"\\x\"",
          "\"\\u12\"",
          "\"\t\"",
          "\"\n\"",
          "/**/1",
          "1,",
          "",
          "a@\\u00fc\\u0308.example",
          "\"a@xn--.example\"",
          "\"a@\\u200d.example\"",
          "\"a@\\u0130.\\u0130\"",
          "\"user\\u2028name\"",
          "\"12345678\"",
          "\"password\"",
          "\"4@8({[<36&9#!1/|0$5+7%24@8({[<36&9#!1/|0$5\"");

  private static final List<String> DOCUMENTS =
      List.of(
          "null",
          "true",
          "1",
          "\"a\"",
          "[]",
          "[{}]",
          "{",
          "}",
          "{}",
          "{}{}",
          "{} x",
          "\u0000",
          "\ufeff{}",
          "{\"a\"}",
          "{\"a\":}",
          "{a:1}",
          "{\"a\":1,}",
          "{\ud83d\ude00:1}",
          "\ud83d",
          "//",
          "content=a&b=c",
          "<xml/>",
          "[".repeat(100_000),
          "{\"a\":".repeat(50_000),
          " ".repeat(100_000),
          "1".repeat(100_000),
          "\"" + "x".repeat(300_000) + "\"",
          "{\"\":\"\"}",
          "{\"__proto__\":{}}",
          "{\"content\":\"a\",\"content\":null}");

  private final Random random;

  OddBodies(Random random) {
    this.random = random;
  }

  Buffer next(@Nullable Buffer body) {
    Buffer good = body == null ? Buffer.buffer("{\"content\":\"none was asked for\"}") : body;
    return switch (random.nextInt(8)) {
      case 0 -> Buffer.buffer();
      case 1 -> good.getBuffer(0, random.nextInt(good.length() + 1));
      case 2, 3 -> withOtherBytes(good);
      case 4 -> Buffer.buffer(any(DOCUMENTS));
      default -> withOtherValue(good);
    };
  }

  private Buffer withOtherBytes(Buffer good) {
    Buffer bytes = good.copy();
    for (int left = 1 + random.nextInt(3); left > 0 && bytes.length() > 0; left--) {
      bytes.setByte(random.nextInt(bytes.length()), (byte) random.nextInt(256));
    }
    // Half of a surrogate pair, as no encoder of UTF-8 writes it.
    return random.nextInt(4) == 0
        ? bytes.appendBytes(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})
        : bytes;
  }

  private Buffer withOtherValue(Buffer good) {
    JsonObject object;
    try {
      object = good.toJsonObject();
    } catch (DecodeException | ClassCastException e) {
      return withOtherBytes(good);
    }
    List<String> names = List.copyOf(object.fieldNames());
    String changed = names.isEmpty() || random.nextInt(6) == 0 ? any(FIELDS) : any(names);
    object.remove(changed);
    String others =
        object.fieldNames().stream()
            .map(name -> Json.encode(name) + ":" + Json.encode(object.getValue(name)) + ",")
            .collect(Collectors.joining());
    return Buffer.buffer("{%s%s:%s}".formatted(others, Json.encode(changed), any(VALUES)));
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}

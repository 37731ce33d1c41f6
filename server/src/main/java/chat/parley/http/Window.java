package chat.parley.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page by limit and offset, as Django REST framework's LimitOffsetPagination reads and links it.
 *
 * @param limit 1..100, 20 unless asked otherwise
 * @param offset 0 or more
 */
public record Window(int limit, long offset) {
  /** The greatest limit. */
  public static final int MOST = 100;

  private static final int USUAL = 20;
  private static final long MOST_SKIPPED = Integer.MAX_VALUE;
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,4000}");

  /** What cannot be read counts as not given; a limit above the greatest is the greatest. */
  public static Window of(Query query) {
    return new Window(
        query.last("limit").map(text -> (int) number(text, 1, MOST, USUAL)).orElse(USUAL),
        query.last("offset").map(text -> number(text, 0, Long.MAX_VALUE, 0)).orElse(0L));
  }

  /**
   * The offset as a statement can have it: more rows than there are, but not so many that the limit cannot be
   * added, as Citus does for each shard.
   */
  public long skipped() {
    return Math.min(offset, MOST_SKIPPED);
  }

  /**
   * The number in a text.
   *
   * @return {@code otherwise} where there is none or it is below {@code least}; at most {@code most}
   */
  public static long number(String text, long least, long most, long otherwise) {
    String digits = Text.strip(text);
    if (!NUMBER.matcher(digits).matches()) {
      return otherwise;
    }
    BigInteger number = new BigInteger(digits);
    if (number.compareTo(BigInteger.valueOf(least)) < 0) {
      return otherwise;
    }
    return number.min(BigInteger.valueOf(most)).longValueExact();
  }

  /** Writes {@code {"count","next","previous","results":...}}. */
  public JsonContent page(Exchange exchange, long count, JsonContent results) {
    return json -> {
      json.writeStartObject();
      json.writeNumberField("count", count);
      link(json, "next", next(exchange, count));
      link(json, "previous", previous(exchange));
      json.writeFieldName("results");
      results.writeTo(json);
      json.writeEndObject();
    };
  }

  private @Nullable String next(Exchange exchange, long count) {
    return offset >= count - limit
        ? null
        : exchange.link(exchange.query().with("limit", limit).with("offset", offset + limit));
  }

  private @Nullable String previous(Exchange exchange) {
    if (offset <= 0) {
      return null;
    }
    Query query = exchange.query().with("limit", limit);
    return exchange.link(
        offset <= limit ? query.without("offset") : query.with("offset", offset - limit));
  }

  private static void link(JsonGenerator json, String name, @Nullable String link)
      throws IOException {
    if (link == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, link);
    }
  }
}

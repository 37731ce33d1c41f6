package chat.parley.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Something that can write itself as JSON. */
@FunctionalInterface
public interface JsonContent {
  void writeTo(JsonGenerator json) throws IOException;
}

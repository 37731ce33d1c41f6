package chat.parley.messages;

import chat.parley.http.Gzip;
import chat.parley.rooms.RoomId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Pages of history as they were sent, bounded in bytes. A page is kept under its address together with
 * the room's number at the time, which names one immutable state: nothing is ever invalidated, and who
 * may read it is asked of the database each time. Safe for all event loops.
 */
public final class PageCache {
  private static final int ENTRY_BYTES = 256;

  private final Cache<Name, Page> pages;

  /**
   * An empty cache.
   *
   * @param bytes how much it keeps at most
   */
  public PageCache(long bytes) {
    this.pages =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Name name, Page page) -> name.weight() + page.weight())
            .build();
  }

  /**
   * What a page is asked for by.
   *
   * @param link the address with host and query, since the page's own links repeat them
   */
  record Name(RoomId room, String link) {
    int weight() {
      return ENTRY_BYTES + 2 * link.length();
    }
  }

  /** A page's bytes, plain and gzipped, as of the room's number. */
  record Page(long seq, Buffer plain, Buffer gzipped) {
    static Page of(long seq, Buffer plain) {
      return new Page(seq, plain, Buffer.buffer(Gzip.compress(plain.getBytes())));
    }

    int weight() {
      return plain.length() + gzipped.length();
    }
  }

  @Nullable Page get(Name name) {
    return pages.getIfPresent(name);
  }

  void put(Name name, Page page) {
    pages.put(name, page);
  }
}

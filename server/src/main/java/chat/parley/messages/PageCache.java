package chat.parley.messages;

import chat.parley.http.Answer;
import chat.parley.rooms.RoomId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pages of history as they were sent, bounded in bytes. A page is kept under its address together with
 * the room's number at the time, which names one immutable state: nothing is ever invalidated, and who
 * may read it is asked of the database each time. A page that nobody may see any more, since a message of it was
 * deleted, is gone within ten minutes. Safe for all event loops.
 */
public final class PageCache {
  private static final int ENTRY_BYTES = 512;
  private static final Duration KEPT = Duration.ofMinutes(10);

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
            .expireAfterWrite(KEPT)
            .scheduler(Scheduler.systemScheduler())
            .weigher((Name name, Page page) -> name.weight() + page.weight())
            .build();
  }

  /**
   * What a page is asked for by.
   *
   * @param spelling the request with its host, since the page's own links repeat them
   * @param gzipped whether it is to be compressed: who takes it so needs no plain one beside it
   */
  record Name(RoomId room, String spelling, boolean gzipped) {
    int weight() {
      return ENTRY_BYTES + spelling.length();
    }
  }

  /** A page as of the room's number. */
  record Page(long seq, Answer answer) {
    int weight() {
      return Objects.requireNonNull(answer.body()).length();
    }
  }

  /** How many bytes its pages take, about. */
  public long bytes() {
    return pages.policy().eviction().map(bound -> bound.weightedSize().orElse(0)).orElse(0L);
  }

  @Nullable Page get(Name name) {
    return pages.getIfPresent(name);
  }

  /** Keeps a page; what a room of a later number has left here is not asked for any more. */
  Page put(Name name, Page page) {
    pages.put(name, page);
    return page;
  }
}

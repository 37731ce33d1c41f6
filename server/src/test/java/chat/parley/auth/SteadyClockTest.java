package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.users.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A clock that jumps back an hour. */
final class SteadyClockTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Instant noon = Instant.parse("2026-11-22T12:00:00Z");
  private Instant wall = noon;
  private long nanos = 7;
  private final SteadyClock clock =
      new SteadyClock(((InstantSource) () -> wall).withZone(ZoneOffset.UTC), () -> nanos);

  private void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  @Test
  void itIsTheSystemsWhereThatGoesForward() {
    pass(HOUR);
    assertThat(clock.instant()).isEqualTo(noon.plus(HOUR));
    wall = wall.plus(HOUR);
    assertThat(clock.instant()).isEqualTo(noon.plus(HOUR.multipliedBy(2)));
    assertThat(new SteadyClock().instant())
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  @Test
  void itGoesOnWhereTheSystemsJumpsBackAndIsCaughtUpWithAfterTwiceTheDistance() {
    wall = wall.minus(HOUR);
    Instant before = clock.instant();
    assertThat(before).isEqualTo(noon);
    for (int minute = 1; minute <= 120; minute++) {
      pass(Duration.ofMinutes(1));
      assertThat(clock.instant()).isAfter(before);
      before = clock.instant();
    }
    assertThat(before).isEqualTo(wall);
    pass(HOUR);
    assertThat(clock.instant()).isEqualTo(wall);
  }

  @Test
  void tokensOfBeforeTheJumpAreGoodAfterItAndEndNoLaterThanTwiceTheirTime() throws Exception {
    Tokens tokens = new Tokens(new byte[32], Duration.ofMinutes(30), Duration.ofDays(1), clock);
    String token = tokens.access(new UserId(7));
    wall = wall.minus(HOUR);
    assertThat(tokens.read(token).user()).contains(new UserId(7));
    String younger = tokens.access(new UserId(7));
    assertThat(tokens.read(younger).issued()).isAfterOrEqualTo(tokens.read(token).issued());
    Instant expires = tokens.read(token).expires();
    assertThat(tokens.isToCome(expires)).isTrue();
    pass(HOUR);
    assertThat(tokens.isToCome(expires)).isFalse();
  }
}

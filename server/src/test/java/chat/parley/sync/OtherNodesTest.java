package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.limits.Times;
import chat.parley.users.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is believed of other nodes, and for how long. Times are seconds here. */
final class OtherNodesTest {
  private static final UserId USER = new UserId(1);
  private static final long NODE = 7;
  private static final long SECOND_NODE = 8;

  private final OtherNodes others =
      new OtherNodes(
          new Times.Nodes(
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              Duration.ofSeconds(12),
              Duration.ofSeconds(30),
              Duration.ofSeconds(75),
              Duration.ofSeconds(1)));

  @Test
  void aUserIsThereAsLongAsOneNodeSaysSo() {
    here(NODE, 0);
    here(SECOND_NODE, 0);
    others.gone(USER, NODE);
    assertThat(others.have(USER)).isTrue();
    others.gone(USER, SECOND_NODE);
    assertThat(others.have(USER)).isFalse();
    others.gone(USER, SECOND_NODE);
    assertThat(others.have(USER)).isFalse();
  }

  @Test
  void aNodeThatIsNotHeardOfTakesItsUsersWithIt() {
    here(NODE, 0);
    here(SECOND_NODE, 1);
    assertThat(others.expire(at(11))).isEmpty();
    others.alive(SECOND_NODE, at(11));
    assertThat(others.expire(at(12))).isEmpty();
    assertThat(others.have(USER)).isTrue();
    assertThat(others.expire(at(23))).containsExactly(USER);
    assertThat(others.have(USER)).isFalse();
  }

  @Test
  void whoIsNotNamedForLongIsGoneThoughTheNodeLives() {
    here(NODE, 0);
    for (int second = 2; second < 75; second += 2) {
      others.alive(NODE, at(second));
      assertThat(others.expire(at(second))).isEmpty();
    }
    others.alive(NODE, at(75));
    assertThat(others.expire(at(75))).containsExactly(USER);
  }

  @Test
  void afterAPauseEverybodyHasTimeToSayItAgain() {
    here(NODE, 0);
    here(SECOND_NODE, 0);
    others.listenAgain(at(60));
    assertThat(others.expire(at(71))).isEmpty();
    here(NODE, 71);
    assertThat(others.expire(at(72))).isEmpty();
    assertThat(others.have(USER)).isTrue();
    others.gone(USER, NODE);
    assertThat(others.have(USER)).isFalse();
  }

  @Test
  void whatNobodyWatchesIsForgotten() {
    here(NODE, 0);
    others.forget(USER);
    assertThat(others.have(USER)).isFalse();
    assertThat(others.expire(at(100))).isEmpty();
  }

  private void here(long node, long second) {
    others.here(USER, node, at(second));
  }

  /** Around the place where the clock's numbers begin anew. */
  private static long at(long second) {
    return Long.MAX_VALUE - Duration.ofSeconds(30).toNanos() + Duration.ofSeconds(second).toNanos();
  }
}

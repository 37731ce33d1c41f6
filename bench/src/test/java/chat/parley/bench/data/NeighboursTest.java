package chat.parley.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  @Test
  void roomsWhoseMembersMoveOnWithThemAreOneRun() {
    List<Room> rooms =
        List.of(
            new Room(10, List.of(1L, 5L)),
            new Room(11, List.of(2L, 9L)),
            new Room(12, List.of(3L)));
    assertThat(Neighbours.of(rooms)).containsExactly(new Neighbours(10, 12, -9));
  }

  @Test
  void aGapAndAnotherOrderBeginARunOfTheirOwn() {
    List<Room> rooms =
        List.of(
            new Room(1, List.of(1L)),
            new Room(2, List.of(2L)),
            new Room(4, List.of(4L)),
            new Room(5, List.of(1L)));
    assertThat(Neighbours.of(rooms))
        .containsExactly(
            new Neighbours(1, 2, 0), new Neighbours(4, 4, 0), new Neighbours(5, 5, -4));
  }

  @Test
  void theScriptNamesAMemberOfEachRoom() {
    assertThat(new Neighbours(10, 12, -9).pgbench())
        .isEqualTo("\\set room random(10, 12)\n\\set user :room + -9\n");
  }
}

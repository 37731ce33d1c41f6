package chat.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.realtime.Event;
import chat.parley.realtime.Frame;
import chat.parley.realtime.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Events on their way between nodes. */
final class EnvelopeTest {
  private static final Topic TOPIC = new Topic("room", 17);

  private final Envelope envelope = Envelope.of("a store");

  @Test
  void anEventArrivesAsItWas() {
    Event sent =
        Event.lasting(TOPIC, 1L << 40, frame("{\"a\":1}"), -7, frame("{\"a\":1,\"key\":\"é\"}"));
    Event arrived = arrived(sent);
    assertThat(arrived.topic()).isEqualTo(TOPIC);
    assertThat(arrived.seq()).isEqualTo(1L << 40);
    assertThat(arrived.source()).isEqualTo(-7);
    assertThat(arrived.frame().type()).isEqualTo("message.created");
    assertThat(arrived.frame().seq()).isEqualTo(1L << 40);
    assertThat(arrived.frameFor(1)).hasToString("{\"a\":1}");
    assertThat(arrived.frameFor(-7)).hasToString("{\"a\":1,\"key\":\"é\"}");
  }

  @Test
  void whatDoesNotLastAndWhatIsTheSameForAllArriveToo() {
    Event arrived = arrived(Event.passing(TOPIC, Frame.encoded("typing", 0, bytes("{}")), 3));
    assertThat(arrived.lasts()).isFalse();
    assertThat(arrived.sourceFrame()).isNull();
    assertThat(arrived.frameFor(3)).hasToString("{}");
  }

  @Test
  void aKeyCostsItsOwnLengthAndLittleMore() {
    String content = "{\"content\":\"%s\"}".formatted("x".repeat(5_000));
    String keyed = content.replace("\"}", "\",\"key\":\"k\"}");
    byte[] sealed = envelope.seal(Event.lasting(TOPIC, 1, frame(content), 1, frame(keyed)));
    assertThat(sealed).hasSizeLessThan(5_100);
  }

  @Test
  void whatIsOfAnotherStoreOrAnotherLayoutIsNobodys() {
    byte[] sealed = envelope.seal(event());
    assertThat(Envelope.of("another store").open(TOPIC, sealed)).isEmpty();
    sealed[0]++;
    assertThat(envelope.open(TOPIC, sealed)).isEmpty();
  }

  @Test
  void whatIsNoEventIsNobodysAndDoesNoHarm() {
    byte[] sealed = envelope.seal(event());
    for (int length = 0; length < sealed.length; length++) {
      envelope.open(TOPIC, Arrays.copyOf(sealed, length));
    }
    long seed = Long.getLong("parley.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] spoilt = sealed.clone();
      spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
      assertThat(envelope.open(TOPIC, spoilt)).as("seed %d", seed).isNotNull();
    }
  }

  @Test
  void topicsHaveSubjectsAndSubjectsTopics() {
    Subjects subjects = new Subjects("chat.eu");
    assertThat(subjects.of(TOPIC)).isEqualTo("chat.eu.room.17");
    assertThat(subjects.topic("chat.eu.room.17")).isEqualTo(TOPIC);
  }

  private Event arrived(Event sent) {
    return envelope.open(TOPIC, envelope.seal(sent)).orElseThrow();
  }

  private static Event event() {
    return Event.lasting(TOPIC, 5, frame("{\"a\":1}"), 7, frame("{\"a\":1,\"b\":2}"));
  }

  private static Frame frame(String json) {
    return Frame.encoded("message.created", 1L << 40, bytes(json));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

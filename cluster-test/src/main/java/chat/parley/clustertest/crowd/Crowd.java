package chat.parley.clustertest.crowd;

import chat.parley.clustertest.stage.Stage;
import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;

/** Sixty people in thirty rooms who never rest, some slow, some flapping; until they are told to hold on. */
public final class Crowd implements AutoCloseable {
  private static final int PEOPLE = 60;
  private static final int ROOMS = 30;
  private static final int MOST_NEW_ROOMS = 10;
  private static final int LEAST_IN_ROOM = 3;
  private static final int MOST_IN_ROOM = 8;
  private static final int STREAMS = 6;
  private static final int MOST_FRAME_BYTES = 1 << 20;

  /** In which each person has finished what was begun, if the cluster is well. */
  private static final Duration FINISHING = Duration.ofSeconds(75);

  private final Stage stage;
  private final Random random;
  private final Vertx vertx = Vertx.vertx();
  private final Ledger ledger = new Ledger();
  private final Refusals refusals = new Refusals();
  private final List<Chatter> chatters = new ArrayList<>();
  private final List<Follower> followers = new ArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ReadWriteLock allowed = new ReentrantReadWriteLock(true);
  private final Queue<Long> newRooms = new ConcurrentLinkedQueue<>();
  private final WebSocketClient sockets =
      vertx.createWebSocketClient(
          new WebSocketClientOptions()
              .setMaxConnections(PEOPLE * 4)
              .setMaxFrameSize(MOST_FRAME_BYTES)
              .setMaxMessageSize(MOST_FRAME_BYTES));
  private final Pages pages;
  private final People people;
  private final Guests guests;

  private Crowd(Stage stage, Random random) {
    this.stage = stage;
    this.random = random;
    this.pages = new Pages(stage.nodes(), chatters, new Random(random.nextLong()));
    this.people = new People(stage.postgres());
    this.guests = new Guests(stage.nodes(), people, sockets, ledger);
  }

  /** Makes accounts and rooms, connects everybody, and lets them begin. */
  public static Crowd gather(Stage stage, Random random) {
    Crowd crowd = new Crowd(stage, random);
    crowd.makePeople();
    for (int i = 0; i < ROOMS; i++) {
      crowd.makeRoom(crowd.chatters.get(random.nextInt(PEOPLE)));
    }
    crowd.chatters.stream()
        .filter(chatter -> chatter.rooms().isEmpty())
        .toList()
        .forEach(crowd::makeRoom);
    crowd.steady().forEach(chatter -> chatter.device().watch(crowd.guests.ids()));
    crowd.chatters.forEach(Chatter::begin);
    Await.until("everybody is there", () -> crowd.chatters.stream().allMatch(Chatter::isConnected));
    crowd.followSome();
    crowd.begin();
    return crowd;
  }

  /** What was refused, or ended otherwise than in order, since a moment. */
  public List<String> refusedSince(long moment) {
    return refusals.since(moment);
  }

  /**
   * What the crowd saw of a fault.
   *
   * @param until how long after its beginning the last delivery was late
   * @param longest the latest of them
   * @param settled how long after its end everybody had everything
   * @param violations of what was promised
   */
  public record Verdict(
      Duration until, Duration longest, Duration settled, List<String> violations) {}

  /**
   * Lets everybody finish, and looks whether all that was promised is kept.
   *
   * @param begun when the fault began, in {@link System#nanoTime}
   * @param over when it was over
   * @param patience within which everybody must have everything
   */
  public Verdict judge(long begun, long over, Duration patience)
      throws SQLException, InterruptedException {
    chatters.forEach(chatter -> chatter.calm(true));
    if (!allowed.writeLock().tryLock(FINISHING.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("somebody got no answer for " + FINISHING);
    }
    try {
      long last = Math.max(0, ledger.lastAcknowledgement() - over);
      List<String> violations = audit(over + last + patience.toNanos());
      Duration settled = Duration.ofNanos(System.nanoTime() - over);
      violations.addAll(ledger.overdue(over, patience));
      violations.addAll(guests.violations(steady(), over, patience));
      violations.addAll(faults);
      Ledger.Disturbance disturbance = ledger.disturbance(begun, steadyIds());
      return new Verdict(disturbance.until(), disturbance.longest(), settled, violations);
    } finally {
      allowed.writeLock().unlock();
      chatters.forEach(chatter -> chatter.calm(false));
    }
  }

  /** What nobody waits for any more may still be done a moment later: then all is looked at again. */
  private List<String> audit(long deadline) throws SQLException {
    Audit audit = new Audit(ledger, chatters, followers, pages);
    while (true) {
      Truth truth = Truth.read(stage.postgres());
      List<String> violations = audit.violations(truth, deadline);
      if (violations.isEmpty() || truth.numbers().equals(Truth.read(stage.postgres()).numbers())) {
        return violations;
      }
    }
  }

  /** How many there were, and what they did. */
  public String summary() {
    return "%d people in %d rooms, %,d messages acknowledged, seen %,d times"
        .formatted(
            PEOPLE,
            chatters.stream().flatMap(chatter -> chatter.rooms().stream()).distinct().count(),
            ledger.entries().size(),
            ledger.arrivals());
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    chatters.forEach(Chatter::leave);
    vertx.close().await();
  }

  private void makePeople() {
    for (int i = 0; i < PEOPLE; i++) {
      int port = stage.port(random);
      Random own = new Random(random.nextLong());
      Api.Person person = people.at(port);
      chatters.add(new Chatter(vertx, sockets, port, person, Manner.of(i), own, ledger, refusals));
    }
  }

  private void followSome() {
    for (int i = 0; i < STREAMS; i++) {
      Chatter chatter = chatters.get(random.nextInt(PEOPLE));
      long room = chatter.rooms().get(random.nextInt(chatter.rooms().size()));
      int port = stage.port(random);
      Device device = new Device(sockets, port, chatter.person(), ledger);
      Random own = new Random(random.nextLong());
      Follower follower = new Follower(port, chatter.person(), room, device, own, refusals);
      followers.add(follower);
      threads.add(Thread.ofVirtual().start(follower));
    }
  }

  private void begin() {
    for (Chatter chatter : chatters) {
      chatter.calm(false);
      Conversation conversation =
          new Conversation(
              chatter,
              new Random(random.nextLong()),
              ledger,
              refusals,
              allowed.readLock(),
              this::makeOneMore,
              faults);
      threads.add(Thread.ofVirtual().start(conversation));
    }
  }

  private void makeOneMore(Chatter owner) {
    if (newRooms.size() < MOST_NEW_ROOMS) {
      try {
        newRooms.add(makeRoom(owner));
      } catch (RuntimeException e) {
        refusals.add("a room: " + e.getMessage());
      }
    }
  }

  /** Others hold the room from its beginning, whether they have heard of it yet or not. */
  private long makeRoom(Chatter owner) {
    int others = LEAST_IN_ROOM - 1 + random.nextInt(MOST_IN_ROOM - LEAST_IN_ROOM + 1);
    Set<Chatter> members =
        random
            .ints(0, PEOPLE)
            .mapToObj(chatters::get)
            .filter(chatter -> !chatter.equals(owner))
            .distinct()
            .limit(others)
            .collect(Collectors.toSet());
    Api.Person[] people = members.stream().map(Chatter::person).toArray(Api.Person[]::new);
    long room = owner.person().api().newRoom("room", people);
    owner.isIn(room);
    members.forEach(member -> member.isIn(room));
    return room;
  }

  private List<Chatter> steady() {
    return chatters.stream().filter(chatter -> chatter.manner() == Manner.STEADY).toList();
  }

  private Set<Long> steadyIds() {
    return steady().stream().map(chatter -> chatter.person().id()).collect(Collectors.toSet());
  }
}

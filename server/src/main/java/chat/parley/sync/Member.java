package chat.parley.sync;

import chat.parley.auth.Access;
import chat.parley.messages.NewMessage;
import chat.parley.messages.SendOutcome;
import chat.parley.problem.Problem;
import chat.parley.problem.Problem.NotFound;
import chat.parley.problem.Problem.Unauthenticated;
import chat.parley.problem.ProblemException;
import chat.parley.realtime.Event;
import chat.parley.realtime.Frame;
import chat.parley.realtime.Missed;
import chat.parley.realtime.Outbox;
import chat.parley.realtime.Subscriber;
import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client that has logged in on a socket: its rooms, and what it does. */
final class Member implements Subscriber, Memberships.Holder {
  private final Live live;
  private final Outbox outbox;
  private final UserId user;
  private final RoomViews rooms;
  private final TokenClock clock;
  private final Map<RoomId, Long> typedAt = new HashMap<>();
  private List<Event> early = new ArrayList<>();
  private List<UserId> watched = List.of();
  private Runnable forget = () -> {};
  private boolean begun;

  private Member(Live live, Outbox outbox, Access access) {
    this.live = live;
    this.outbox = outbox;
    this.user = access.user();
    this.rooms = new RoomViews(live, outbox, user);
    this.clock = new TokenClock(live.vertx(), outbox, live.times().warning());
  }

  /**
   * Logs in: says {@code ready}, then what was missed, then {@code synced}.
   *
   * @return completes after {@code ready}; fails with {@code Unauthenticated} for no such user
   */
  static Future<Member> join(Live live, Outbox outbox, Access access, ClientFrame.Auth auth) {
    Member member = new Member(live, outbox, access);
    live.hub().subscribe(access.user().topic(), member);
    Future<Boolean> known = live.users().exists(access.user());
    Future<List<RoomState>> states = live.store().states(access.user());
    return Future.all(known, states)
        .map(both -> {
          if (!known.result()) {
            throw new ProblemException(Unauthenticated.NO_SUCH_USER);
          }
          member.begin(access, auth, states.result());
          return member;
        })
        .onFailure(refused -> live.hub().unsubscribe(access.user().topic(), member));
  }

  void leave() {
    clock.stop();
    live.connected().remove(outbox, user);
    rooms.close();
    live.hub().unsubscribe(user.topic(), this);
    forget.run();
    live.presence().unwatch(watched, outbox);
    live.board().left(user);
  }

  void take(ClientFrame frame) {
    switch (frame) {
      case ClientFrame.Auth auth -> renew(auth);
      case ClientFrame.Send send -> send(send);
      case ClientFrame.Read read -> read(read);
      case ClientFrame.Typing typing -> typing(typing.room());
      case ClientFrame.Presence presence -> watch(presence.users());
      case ClientFrame.Ping ping -> outbox.send(ServerFrames.PONG);
      case ClientFrame.Unknown unknown -> {}
    }
  }

  /**
   * The user's own news: a new room, which waits until {@code ready} is said, since that may name it. Or
   * another node's question.
   */
  @Override
  public void happened(Event event) {
    if (event.frame().type().equals(NodeFrames.WHO)) {
      if (event.source() != live.board().node()) {
        live.board().name(user);
      }
    } else if (!begun) {
      early.add(event);
    } else {
      enter(new RoomId(event.source()), event.frame());
    }
  }

  @Override
  public void missed(Missed missed) {
    // A user's own news have no numbers: they are looked for among the memberships.
  }

  @Override
  public boolean agrees(Memberships.Tally present) {
    return rooms.tally().equals(present);
  }

  @Override
  public Set<RoomId> rooms() {
    return rooms.ids();
  }

  @Override
  public void correct(Set<RoomId> before, Set<RoomId> present) {
    before.stream().filter(room -> !present.contains(room)).forEach(rooms::close);
    present.stream()
        .filter(room -> !rooms.contains(room))
        .forEach(room ->
            live.rooms()
                .joined(room, user)
                .onSuccess(found -> found.ifPresent(frame -> enter(room, frame))));
  }

  private void enter(RoomId room, Frame joined) {
    if (!outbox.isClosed() && !rooms.contains(room)) {
      RoomView view = rooms.open(room);
      outbox.send(joined);
      view.follow(0, 0);
    }
  }

  private void begin(Access access, ClientFrame.Auth auth, List<RoomState> states) {
    live.connected().add(outbox, access);
    live.board().arrived(user);
    states.forEach(state -> rooms.open(state.room()));
    forget = live.memberships().hold(user, this);
    outbox.sendPage(ServerFrames.ready(user, live.epoch(), access.expires(), states));
    begun = true;
    early.forEach(this::happened);
    early = List.of();
    clock.set(access.expires());
    boolean sameEpoch = auth.epoch().map(live.epoch()::equals).orElse(true);
    rooms
        .follow(states, auth.rooms(), sameEpoch)
        .onSuccess(all -> outbox.send(ServerFrames.SYNCED));
  }

  private void renew(ClientFrame.Auth auth) {
    live.tokens()
        .read(auth.token())
        .onSuccess(this::renew)
        .onFailure(failure -> refuse(failure, null));
  }

  private void renew(Access access) {
    if (outbox.isClosed()) {
      return;
    }
    if (access.user().equals(user)) {
      clock.set(access.expires());
      live.connected().add(outbox, access);
      outbox.send(ServerFrames.renewed(access.expires()));
    } else {
      outbox.send(ServerFrames.error(Unauthenticated.OTHER_USER, null));
    }
  }

  private void send(ClientFrame.Send frame) {
    try {
      live.writer()
          .send(NewMessage.of(frame.room(), user, frame.fields(), frame.key()))
          .onSuccess(outcome -> answer(outcome, frame.key()))
          .onFailure(failure -> refuse(failure, frame.key()));
    } catch (ProblemException refusal) {
      refuseSend(frame, refusal.problem());
    }
  }

  private void answer(SendOutcome outcome, @Nullable String key) {
    outbox.send(
        switch (outcome) {
          case SendOutcome.Sent sent -> ServerFrames.ack(sent.message(), sent.seq(), key, false);
          case SendOutcome.Repeated repeated ->
              ServerFrames.ack(repeated.message(), repeated.seq(), key, true);
          case SendOutcome.KeyTaken taken ->
              ServerFrames.error(Problem.KeyReused.WITH_OTHER_CONTENT, key);
          case SendOutcome.NotParticipant outsider -> ServerFrames.error(NotFound.THING, key);
        });
  }

  /** To outsiders the room is what does not exist, whatever else is wrong. */
  private void refuseSend(ClientFrame.Send frame, Problem problem) {
    outbox.send(
        ServerFrames.error(
            rooms.contains(frame.room()) || problem instanceof Problem.TooMany
                ? problem
                : NotFound.THING,
            frame.key()));
  }

  private void read(ClientFrame.Read frame) {
    ReadMarks.move(live.store(), live.bus(), frame.room(), user, frame.message())
        .onFailure(failure -> refuse(failure, null));
  }

  private void typing(RoomId room) {
    long now = System.nanoTime();
    Long last = typedAt.get(room);
    if (!rooms.contains(room)) {
      outbox.send(ServerFrames.error(NotFound.THING, null));
    } else if (last == null || now - last >= live.times().typing().toNanos()) {
      typedAt.put(room, now);
      live.bus()
          .publish(Event.passing(room.topic(), ServerFrames.typing(room, user), user.value()));
    }
  }

  private void watch(List<UserId> users) {
    live.presence().unwatch(watched, outbox);
    watched = users;
    live.presence().watch(users, outbox);
  }

  private void refuse(Throwable failure, @Nullable String key) {
    Problem problem =
        failure instanceof ProblemException refusal
            ? refusal.problem()
            : Problem.Unavailable.DATABASE;
    outbox.send(ServerFrames.error(problem, key));
  }
}

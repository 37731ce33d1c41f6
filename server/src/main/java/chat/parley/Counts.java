package chat.parley;

import chat.parley.http.Traffic;
import chat.parley.measure.Distribution;
import chat.parley.messages.MessageCounts;
import chat.parley.messages.PageCache;
import chat.parley.metrics.Metrics;
import chat.parley.realtime.LiveCounts;
import chat.parley.storage.StatementCounts;
import chat.parley.sync.SyncCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * What every feature counts, on all event loops together, and the one table of names under which it is read
 * (docs/operations.md, "Watching it").
 *
 * @param numberBatches how many rooms' numbers were asked for at once
 * @param expired messages that were deleted for their age
 * @param lag how late the event loops come to what is due
 */
record Counts(
    Traffic traffic,
    StatementCounts statements,
    Distribution numberBatches,
    MessageCounts messages,
    SyncCounts sync,
    LongAdder expired,
    Distribution lag) {

  static Counts zero() {
    return new Counts(
        new Traffic(),
        StatementCounts.zero(),
        Distribution.ofSizes(),
        MessageCounts.zero(),
        SyncCounts.zero(),
        new LongAdder(),
        Distribution.ofDurations());
  }

  /** Adds all to what can be read. */
  void nameIn(Metrics metrics, PageCache pages) {
    metrics
        .histogram(
            "parley_http_request_duration_seconds",
            "From a request's head to its answer, by the pattern of its address",
            this::requests)
        .histogram(
            "parley_event_loop_lag_seconds", "How late event loops come to what is due", lag);
    nameStatements(metrics);
    nameMessages(metrics, pages);
    nameLive(metrics, sync.connections());
  }

  private List<Metrics.Labelled> requests() {
    List<Metrics.Labelled> all = new ArrayList<>();
    for (Traffic.Route route : traffic.routes()) {
      for (int i = 0; i < route.classes().size(); i++) {
        String status = (i + 1) + "xx";
        all.add(
            new Metrics.Labelled(
                route.classes().get(i), "route", route.pattern(), "status", status));
      }
    }
    return all;
  }

  private void nameStatements(Metrics metrics) {
    List<Metrics.Labelled> durations =
        List.of(
            new Metrics.Labelled(statements.reads(), "kind", "read"),
            new Metrics.Labelled(statements.writes(), "kind", "write"));
    metrics
        .histogram(
            "parley_database_statement_duration_seconds",
            "Statements, waiting for a connection included",
            () -> durations)
        .gauge(
            "parley_database_statements_waiting",
            "Statements without an answer yet",
            statements.waiting()::sum)
        .counter(
            "parley_database_statement_failures", "Statements that failed", statements.failed());
  }

  private void nameMessages(Metrics metrics, PageCache pages) {
    String requests = "parley_page_cache_requests";
    String meaning = "History requests, by where the page came from";
    metrics
        .histogram("parley_message_batch_size", "Messages written at once", messages.batches())
        .histogram("parley_number_batch_size", "Rooms' numbers asked at once", numberBatches)
        .counter("parley_retention_deletions", "Messages deleted for their age", expired)
        .counter("parley_repeated_sends", "Sends that repeated an earlier one", messages.repeated())
        .counter(requests, meaning, messages.pagesKept(), "outcome", "hit")
        .counter(requests, meaning, messages.pagesRead(), "outcome", "miss")
        .counter(requests, meaning, messages.pagesKnown(), "outcome", "unmodified")
        .gauge("parley_page_cache_bytes", "Bytes that kept pages take", pages::bytes);
  }

  private void nameLive(Metrics metrics, LiveCounts live) {
    String open = "Live connections that are open";
    String resumes = "Rooms that clients came back to with a number";
    metrics
        .gauge("parley_connections_open", open, live.sockets()::sum, "kind", "websocket")
        .gauge("parley_connections_open", open, live.streams()::sum, "kind", "event_stream")
        .counter("parley_deliveries", "Frames and pages given to clients", live.deliveries())
        .counter("parley_outbox_drops", "Ephemeral frames not given to slow ones", live.dropped())
        .counter("parley_gaps_repaired", "Holes that the database filled", live.gapsRepaired())
        .counter("parley_resumes", resumes, sync.resumed(), "outcome", "ok")
        .counter("parley_resumes", resumes, sync.reset(), "outcome", "reset");
    live.closes()
        .forEach((code, count) ->
            metrics.counter(
                "parley_closes",
                "Connections that the server closed",
                count,
                "code",
                Short.toString(code.code()),
                "why",
                code.name().toLowerCase(Locale.ROOT)));
  }
}

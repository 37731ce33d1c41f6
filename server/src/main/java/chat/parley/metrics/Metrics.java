package chat.parley.metrics;

import chat.parley.measure.Distribution;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Everything that can be read, under the names that Prometheus knows it by. What is counted lives in the
 * features and is looked at when somebody reads.
 */
public final class Metrics implements AutoCloseable {
  /** Prometheus' text format. */
  static final String MEDIA_TYPE = "text/plain";

  static final String CONTENT_TYPE = MEDIA_TYPE + "; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Begins with the virtual machine's own. */
  public Metrics() {
    List<MeterBinder> machine =
        List.of(
            collections,
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics());
    machine.forEach(part -> part.bindTo(registry));
  }

  /** A distribution with the labels that set it apart, as names and values in turn. */
  public record Labelled(Distribution distribution, List<String> labels) {
    public Labelled(Distribution distribution, String... labels) {
      this(distribution, List.of(labels));
    }
  }

  /**
   * What only grows. The name is followed by {@code _total}.
   *
   * @param labels names and values in turn
   */
  public Metrics counter(String name, String meaning, LongAdder count, String... labels) {
    FunctionCounter.builder(name, count, LongAdder::sum)
        .description(meaning)
        .tags(labels)
        .register(registry);
    return this;
  }

  /**
   * What goes up and down.
   *
   * @param labels names and values in turn
   */
  public Metrics gauge(String name, String meaning, DoubleSupplier value, String... labels) {
    Gauge.builder(name, value::getAsDouble).description(meaning).tags(labels).register(registry);
    return this;
  }

  /** A histogram for each of a set that may grow; what nothing was added to yet is left out. */
  public Metrics histogram(String name, String meaning, Supplier<List<Labelled>> all) {
    Collector collector =
        () -> {
          HistogramSnapshot.Builder snapshot = HistogramSnapshot.builder().name(name).help(meaning);
          all.get().stream()
              .filter(each -> each.distribution().count() > 0)
              .forEach(each -> snapshot.dataPoint(dataPoint(each)));
          return snapshot.build();
        };
    registry.getPrometheusRegistry().register(collector);
    return this;
  }

  /** The same for one. */
  public Metrics histogram(String name, String meaning, Distribution distribution) {
    List<Labelled> alone = List.of(new Labelled(distribution));
    return histogram(name, meaning, () -> alone);
  }

  /** All of it, as Prometheus reads it. Takes a few milliseconds. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  private static HistogramDataPointSnapshot dataPoint(Labelled each) {
    Distribution distribution = each.distribution();
    return HistogramDataPointSnapshot.builder()
        .classicHistogramBuckets(
            ClassicHistogramBuckets.of(distribution.bounds(), distribution.counts()))
        .sum(distribution.sum())
        .labels(Labels.of(each.labels().toArray(String[]::new)))
        .build();
  }
}

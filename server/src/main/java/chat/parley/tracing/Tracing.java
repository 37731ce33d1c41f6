package chat.parley.tracing;

import chat.parley.measure.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.vertx.core.Vertx;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends traces by OTLP (http/protobuf). Everything else that OpenTelemetry's environment variables name holds too: the
 * service's name, headers, the sampler.
 */
public final class Tracing implements Traces {
  /** Of each request, in its own context. Has to be registered before Vert.x begins. */
  private static final ContextLocal<Span> REQUEST = ContextLocal.registerLocal(Span.class);

  private static final TextMapGetter<UnaryOperator<@Nullable String>> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(UnaryOperator<@Nullable String> headers) {
          return List.of("traceparent", "tracestate");
        }

        @Override
        public @Nullable String get(
            @Nullable UnaryOperator<@Nullable String> headers, String name) {
          return headers == null ? null : headers.apply(name);
        }
      };

  private static final Pattern FIRST_WORD = Pattern.compile("\\W");

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;

  private Tracing(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("chat.parley");
  }

  /** Must come before any Vert.x is made. */
  public static Tracing to(URI endpoint) {
    Map<String, String> defaults = new HashMap<>();
    defaults.put("otel.exporter.otlp.endpoint", endpoint.toString());
    defaults.put("otel.exporter.otlp.protocol", "http/protobuf");
    defaults.put("otel.service.name", "parley");
    defaults.put("otel.propagators", "tracecontext");
    // What the metrics and the log say is read elsewhere.
    Map<String, String> fixed =
        Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");
    return new Tracing(
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesSupplier(() -> defaults)
            .addPropertiesCustomizer(given -> fixed)
            .build()
            .getOpenTelemetrySdk());
  }

  @Override
  public Traces.Traced request(String method, UnaryOperator<@Nullable String> headers) {
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
    Span span =
        tracer
            .spanBuilder(method)
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", method)
            .startSpan();
    REQUEST.put(Vertx.currentContext(), span);
    return new TracedSpan(span);
  }

  /** What outlives its request, as a batch that others joined, is not shown as part of it. */
  @Override
  public Traces.Traced statement(String sql) {
    io.vertx.core.Context working = Vertx.currentContext();
    Span request = working == null ? null : REQUEST.get(working);
    if (request == null || !request.isRecording()) {
      return Traces.Traced.NONE;
    }
    return new TracedSpan(
        tracer
            .spanBuilder(FIRST_WORD.split(sql.strip(), 2)[0])
            .setParent(Context.root().with(request))
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("db.system.name", "postgresql")
            .setAttribute("db.query.text", sql)
            .startSpan());
  }

  /** Sends what is left. Blocks for some seconds at most. */
  @Override
  public void close() {
    sdk.close();
  }
}

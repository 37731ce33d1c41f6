package chat.parley.bench.bare;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Serves on any free port, which it prints, with as many event loops as Parley has: one a core. */
public final class BareMain {
  private BareMain() {}

  /** Takes the file with the answer's head and body, as {@link RecordedAnswer} writes it. */
  public static void main(String[] arguments) throws IOException {
    RecordedAnswer answer = RecordedAnswer.parse(Files.readAllBytes(Path.of(arguments[0])));
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
    List<BareLoop> all =
        Stream.generate(() -> new BareLoop(answer.headers(), answer.body())).limit(loops).toList();
    all.forEach(loop -> loop.meet(all));
    Future.all(all.stream().map(vertx::deployVerticle).toList()).await();
    System.out.println("http://127.0.0.1:" + all.getFirst().port());
    System.out.flush();
  }
}

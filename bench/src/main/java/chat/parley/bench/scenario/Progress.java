package chat.parley.bench.scenario;

/** Tells whoever waits what goes on. */
@FunctionalInterface
public interface Progress {
  void say(String line);
}

package chat.parley.command;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Ends a process at once that is told to stop while it stops. By reflection, since the compiler warns
 * of {@code sun.misc.Signal}, which there is nothing instead of.
 */
final class Impatience {
  /** What shells add to a signal's number. */
  private static final int BY_SIGNAL = 128;

  private Impatience() {}

  /** To be called when the first signal has come. */
  static void begin() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method number = signal.getMethod("getNumber");
      Object end =
          Proxy.newProxyInstance(
              Impatience.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                Runtime.getRuntime().halt(BY_SIGNAL + (int) number.invoke(arguments[0]));
                return null;
              });
      for (String name : List.of("INT", "TERM")) {
        Object each = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, each, end);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      LoggerFactory.getLogger(Impatience.class).debug("A second signal will be ignored", e);
    }
  }
}

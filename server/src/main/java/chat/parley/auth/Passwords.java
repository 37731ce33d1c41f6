package chat.parley.auth;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Hashes and checks passwords with Argon2id: 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat
 * Sheet). Runs on threads of its own, at most one a core, so that a rush of logins delays nothing
 * else and its memory is bounded.
 */
public final class Passwords {
  /** Stored for an account that has no password: nobody logs in with it. As Django writes it. */
  public static final String NONE = "!";

  private static final String OWN = "$argon2id$";
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private final PasswordRules rules = new PasswordRules();
  private final WorkerExecutor threads;

  public Passwords(Vertx vertx) {
    this.threads =
        vertx.createSharedWorkerExecutor("passwords", Runtime.getRuntime().availableProcessors());
  }

  /** The hash to store, in the PHC string format. */
  public Future<String> hash(String password) {
    return run(() -> hashNow(password));
  }

  private String hashNow(String password) {
    return Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2()).getResult();
  }

  /** The library's own, which takes its 19 MiB for good: not before somebody logs in. */
  private static Argon2Function argon2() {
    return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  }

  /** Whether the password is the one that was hashed here, or by the Django that it was imported from. */
  Future<Boolean> matches(String password, String hash) {
    return run(() -> {
      if (isOwn(hash)) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
      }
      Optional<DjangoHash> django = DjangoHash.parse(hash);
      if (django.isEmpty()) {
        // No password at all, say: it takes as long to say no to it.
        hashNow(password);
      }
      return django.isPresent() && django.get().matches(password);
    });
  }

  /** Whether anybody can log in with a hash: it is one of our own, or one of Django's. */
  public static boolean isKnown(String hash) {
    return hash.startsWith(OWN) || DjangoHash.parse(hash).isPresent();
  }

  /** Whether a hash is as those that are made now. */
  boolean isOwn(String hash) {
    return hash.startsWith(OWN);
  }

  /** Takes as long as {@link #matches}; for an account that does not exist. */
  Future<Boolean> matchesNobody(String password) {
    return hash(password).map(false);
  }

  /** All that speaks against a new password, in Django's words; empty for a good one. */
  public Future<List<String>> faults(String password) {
    return run(() -> rules.faults(password));
  }

  private <T> Future<T> run(Callable<T> work) {
    return threads.executeBlocking(work, false).map(Objects::requireNonNull);
  }
}

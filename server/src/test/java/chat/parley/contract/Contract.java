package chat.parley.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replays recorded cases against a server that was started with {@link #SIGNING_KEY} and with generous
 * rate limits; any database will do, since all names are new in each run. Several threads may replay
 * cases at once: a case looks only at rooms, messages and lists of its own.
 */
final class Contract {
  /** The key that the server must sign its tokens with, since some cases forge tokens. */
  static final String SIGNING_KEY = "contract-test-signing-key-000000000001";

  private static final List<String> POOL = List.of("alice", "bob", "carol", "dave");
  private static final String PASSWORD = "Vexing#Quartz-7719";

  private final RawHttp http;
  private final String nonce =
      ThreadLocalRandom.current()
          .ints(8, 0, 19)
          .mapToObj(i -> "bcdfghjkmnpqrstvwxz".substring(i, i + 1))
          .collect(Collectors.joining());
  private final AtomicInteger registered = new AtomicInteger();
  private final Map<String, ContractUser> pool;

  /**
   * Registers the users whom all cases share.
   *
   * @param baseUrl where the server listens, such as {@code http://127.0.0.1:8080}
   * @throws IllegalStateException when the server refuses them
   * @throws UncheckedIOException when the server does not answer
   */
  Contract(String baseUrl) {
    this.http = new RawHttp(URI.create(baseUrl));
    this.pool = withUsers(Map.of(), POOL);
  }

  /** All recorded cases, in the order of their files' names. */
  static List<ContractCase> cases() {
    URL folder = Objects.requireNonNull(Contract.class.getResource("/contract/cases"));
    List<ContractCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      for (Path file : files.sorted().toList()) {
        for (Json recorded : JsonReader.read(Files.readString(file)).asItems()) {
          cases.add(ContractCase.of(recorded.asObject()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return cases;
  }

  /**
   * Replays a case once; a second time its new users would exist already.
   *
   * @return one text for each step whose answer is not as recorded, none if the case passed
   * @throws IllegalStateException when the server refuses to register the case's own users
   */
  List<String> mismatches(ContractCase recorded) {
    return new CaseRun(recorded, withUsers(pool, recorded.fresh()), nonce, http).mismatches();
  }

  private Map<String, ContractUser> withUsers(
      Map<String, ContractUser> known, List<String> aliases) {
    Map<String, ContractUser> users = new LinkedHashMap<>(known);
    aliases.forEach(alias -> users.put(alias, newUser(alias)));
    return users;
  }

  private ContractUser newUser(String alias) {
    String name = "%s-%s-%d".formatted(alias, nonce, registered.incrementAndGet());
    String email = name + "@example.com";
    Map<String, Json> credentials = new LinkedHashMap<>();
    credentials.put("username", new Json.Text(name));
    credentials.put("email", new Json.Text(email));
    credentials.put("password", new Json.Text(PASSWORD));
    Json.Obj user = created("/api/register/", new Json.Obj(credentials), 201);
    credentials.remove("email");
    Json.Obj tokens = created("/api/token/", new Json.Obj(credentials), 200);
    return new ContractUser(
        alias, name, email, PASSWORD, user.get("id"), tokens.get("access"), tokens.get("refresh"));
  }

  private Json.Obj created(String path, Json body, int status) {
    List<Answer.Header> headers = List.of(new Answer.Header("Content-Type", "application/json"));
    byte[] bytes = JsonWriter.spaced(body).getBytes(StandardCharsets.US_ASCII);
    try {
      Answer answer = http.send("POST", path, headers, bytes);
      if (answer.status() != status) {
        throw new IllegalStateException(
            "set-up failed: POST %s answered %d %s"
                .formatted(path, answer.status(), answer.start(300)));
      }
      return JsonReader.read(answer.text()).asObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package chat.parley.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.fixture.Program.Ended;
import chat.parley.fixture.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The command line in this process: quicker than a process of its own, one command at a time. */
public final class ParleyCli {
  private static final Object STANDARD_INPUT = new Object();

  private final Path settings;

  private ParleyCli(Path settings) {
    this.settings = settings;
  }

  /** On the database of a server. */
  public static ParleyCli on(TestServer server) {
    return with(Map.of("PARLEY_DATABASE_URL", server.databaseUrl()));
  }

  /** With these settings, in a data directory of its own unless they name one. */
  public static ParleyCli with(Map<String, String> given) {
    try {
      Path directory = Files.createTempDirectory("parley-cli");
      Properties properties = new Properties();
      properties.put("PARLEY_DATA_DIR", directory.resolve("data").toString());
      properties.putAll(given);
      Path file = directory.resolve("settings.properties");
      try (var writer = Files.newBufferedWriter(file)) {
        properties.store(writer, null);
      }
      return new ParleyCli(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Ended run(String... arguments) {
    return run("", List.of(arguments));
  }

  /** The same with something on the standard input. */
  public Ended run(String input, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--config");
    all.add(settings.toString());
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    ParleyCommand command =
        new ParleyCommand().saying(new PrintWriter(output, true), new PrintWriter(errors, true));
    synchronized (STANDARD_INPUT) {
      InputStream in = System.in;
      System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
      try {
        int code = command.execute(all.toArray(String[]::new));
        return new Ended(code, output.toString(), errors.toString());
      } finally {
        System.setIn(in);
      }
    }
  }
}

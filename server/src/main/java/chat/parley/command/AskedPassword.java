package chat.parley.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/** A password from the terminal, asked twice and not shown, or the first line of standard input. */
final class AskedPassword {
  private AskedPassword() {}

  /** Since Java 25 there is no console again where input or output is not a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  static String read() throws IOException {
    Console console = System.console();
    if (console != null && console.isTerminal()) {
      return asked(console);
    }
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return Optional.ofNullable(input.readLine())
        .orElseThrow(() -> new RefusedException("no password on standard input"));
  }

  private static String asked(Console console) {
    char[] first = Optional.ofNullable(console.readPassword("Password: ")).orElse(new char[0]);
    char[] again = Optional.ofNullable(console.readPassword("Again: ")).orElse(new char[0]);
    if (!Arrays.equals(first, again)) {
      throw new RefusedException("the two passwords are not the same");
    }
    return new String(first);
  }
}

package chat.parley.command;

import chat.parley.doctor.Doctor;
import chat.parley.doctor.Finding;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley doctor}: what is wrong, and what to do about it. */
@Command(
    name = "doctor",
    description = {
      "Look at settings, disk, database, broker and clock, and say what is wrong and what to do.",
      "Ends with 0 if all is well, 1 if something is wrong, 2 if a setting cannot be read."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @ParentCommand private ParleyCommand parley;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return new Doctor(parley.settings(), finding -> print(out, finding)).examine()
        ? Main.STOPPED
        : Main.FAILED;
  }

  private static void print(PrintWriter out, Finding finding) {
    out.println(finding.line());
    out.flush();
  }
}

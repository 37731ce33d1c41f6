package chat.parley.launch;

import java.util.List;

/**
 * An option of the virtual machine.
 *
 * @param text as it stands on the command line
 * @param matter parts of options that decide the same; whoever gives one of them wants no other
 */
record JavaOption(String text, List<String> matter) {
  static JavaOption of(String text, String... matter) {
    return new JavaOption(text, List.of(matter));
  }

  boolean isDecidedBy(List<String> given) {
    for (String option : given) {
      for (String part : matter) {
        if (option.contains(part)) {
          return true;
        }
      }
    }
    return false;
  }
}

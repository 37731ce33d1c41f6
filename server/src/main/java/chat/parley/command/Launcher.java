package chat.parley.command;

import chat.parley.launch.Relaunch;

/** Where {@code java -jar parley.jar} begins. */
public final class Launcher {
  private Launcher() {}

  public static void main(String[] arguments) {
    Relaunch.once();
    Main.main(arguments);
  }
}

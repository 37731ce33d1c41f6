package chat.parley.launch;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** {@code execv} (POSIX.1-2017): another program in the place of this one, in the same process. */
final class Exec {
  private Exec() {}

  /**
   * Returns only if it did not work.
   *
   * @param program the path of the program
   * @param words its command line, the program's name first
   */
  @SuppressWarnings("restricted")
  static void replaceProcess(String program, List<String> words) throws Throwable {
    AddressLayout pointer = ValueLayout.ADDRESS;
    Linker linker = Linker.nativeLinker();
    MethodHandle execv =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("execv"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, pointer, pointer));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argv = arena.allocate(pointer, words.size() + 1);
      for (int i = 0; i < words.size(); i++) {
        argv.setAtIndex(pointer, i, arena.allocateFrom(words.get(i)));
      }
      argv.setAtIndex(pointer, words.size(), MemorySegment.NULL);
      int _ = (int) execv.invokeExact(arena.allocateFrom(program), argv);
    }
  }
}

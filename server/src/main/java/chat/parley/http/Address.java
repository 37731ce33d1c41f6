package chat.parley.http;

import java.util.List;

/**
 * The path of a request that matched a route.
 *
 * @param path with its last slash
 * @param ids the numbers at the variable places, in order
 * @param slash whether the path came with its last slash
 */
record Address(String path, List<Long> ids, boolean slash) {

  /** -1 where the digits are no number that a thing can have. */
  static long id(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}

/**
 * The people, rooms and messages that the load is made with: seeded by {@code parley seed}, found by the public
 * API, spoken for by signed tokens.
 */
@NullMarked
package chat.parley.bench.data;

import org.jspecify.annotations.NullMarked;

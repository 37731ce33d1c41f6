/**
 * Rooms and who is in them. Whoever is not in a room learns nothing of it, not even whether it exists:
 * that is the one access rule, and every statement carries it.
 */
@NullMarked
package chat.parley.rooms;

import org.jspecify.annotations.NullMarked;

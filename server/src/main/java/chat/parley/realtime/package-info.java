/**
 * Live delivery: connections with bounded outboxes, and a hub on each event loop that brings the events
 * of a topic to its subscribers in the order of their numbers, without a hole. Knows no users, no rooms
 * and no database.
 */
@NullMarked
package chat.parley.realtime;

import org.jspecify.annotations.NullMarked;

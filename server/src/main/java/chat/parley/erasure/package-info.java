/**
 * What goes for good: messages past their time, and a user with all that they wrote. Works in the background of live
 * traffic, in small steps with pauses, and leaves tombstones, so that rooms' numbers stay whole. Knows the tables of
 * rooms, messages and users, and nothing of connections: these find the tombstones by the rooms' numbers.
 */
@NullMarked
package chat.parley.erasure;

import org.jspecify.annotations.NullMarked;

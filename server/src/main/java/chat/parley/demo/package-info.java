/**
 * A demo's worth of accounts, rooms and messages, put into the database as fast as it can take them.
 * What it leaves is what the server itself would have left. Knows the tables, and no other feature.
 */
@NullMarked
package chat.parley.demo;

import org.jspecify.annotations.NullMarked;

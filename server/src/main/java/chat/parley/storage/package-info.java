/**
 * Reaching PostgreSQL: the embedded one or the operator's own, its migrations, a client per event
 * loop, and what a failure of the database means. Holds no feature's SQL.
 */
@NullMarked
package chat.parley.storage;

import org.jspecify.annotations.NullMarked;

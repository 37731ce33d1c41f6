/**
 * Carrying all data from one database to another: as lines of JSON that hold everything the schema has,
 * and out of other systems' files. Works with blocking connections, outside of any event loop; knows the
 * tables by the database's own catalogue, and nothing of what features do with them.
 */
@NullMarked
package chat.parley.transfer;

import org.jspecify.annotations.NullMarked;

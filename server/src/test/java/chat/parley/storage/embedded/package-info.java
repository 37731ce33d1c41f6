/** Tests of the embedded PostgreSQL, on the real one. */
@NullMarked
package chat.parley.storage.embedded;

import org.jspecify.annotations.NullMarked;

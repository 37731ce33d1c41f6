/**
 * Messages: sent in batches that form by themselves, changed, and read as history. Every change takes
 * its room's next number.
 */
@NullMarked
package chat.parley.messages;

import org.jspecify.annotations.NullMarked;

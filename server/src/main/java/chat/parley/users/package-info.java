/**
 * Who there is: accounts, how they are stored and found. Knows nothing of passwords' meaning, tokens
 * or rooms.
 */
@NullMarked
package chat.parley.users;

import org.jspecify.annotations.NullMarked;

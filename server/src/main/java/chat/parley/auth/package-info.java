/**
 * Proving who one is: passwords, tokens as simplejwt writes and refuses them, registering and logging
 * in. Gives the other features a guard that knows the caller.
 */
@NullMarked
package chat.parley.auth;

import org.jspecify.annotations.NullMarked;

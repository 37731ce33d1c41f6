/** The command line: what {@code parley} does when it is called, of which to serve is one thing. */
@NullMarked
package chat.parley.command;

import org.jspecify.annotations.NullMarked;

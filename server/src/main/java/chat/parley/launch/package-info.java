/**
 * How {@code java -jar parley.jar} comes to run with the settings of the virtual machine that suit a chat
 * server on a small machine: they are all here. Runs before anything else does, so it knows nothing else.
 */
@NullMarked
package chat.parley.launch;

import org.jspecify.annotations.NullMarked;

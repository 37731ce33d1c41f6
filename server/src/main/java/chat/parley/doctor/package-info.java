/**
 * Looks at what a server stands on, and says in plain words what is wrong with it and what to do. Changes nothing, and
 * works whether or not a server runs.
 */
@NullMarked
package chat.parley.doctor;

import org.jspecify.annotations.NullMarked;

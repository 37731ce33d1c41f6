/** How events get from where they happen to every hub that wants them. */
@NullMarked
package chat.parley.cluster;

import org.jspecify.annotations.NullMarked;

/**
 * The settings, read once from the environment and an optional properties file into records. A wrong
 * one stops the start with one line. Nothing here opens, connects or listens.
 */
@NullMarked
package chat.parley.config;

import org.jspecify.annotations.NullMarked;

/** Serves what people look at with a browser: the API's description and its documentation. */
@NullMarked
package chat.parley.web;

import org.jspecify.annotations.NullMarked;

/**
 * Other systems' files, read as streams and handed to {@link chat.parley.transfer.Staging}: a Django
 * database in EduLite's schema, a Slack export. Whatever has no place here is counted in the report.
 */
@NullMarked
package chat.parley.transfer.foreign;

import org.jspecify.annotations.NullMarked;

/**
 * Results: what was measured, as records, and how they are shown: a table, JSON, Markdown, charts. Knows
 * nothing of how they came about.
 */
@NullMarked
package chat.parley.bench.report;

import org.jspecify.annotations.NullMarked;

package chat.parley.bench.report;

/**
 * A column of a table.
 *
 * @param title with its unit
 * @param decimals how many are shown
 */
public record Column(String title, int decimals) {}

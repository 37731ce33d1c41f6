package chat.parley.bench.report;

import java.util.Map;

/**
 * What it was measured on.
 *
 * @param cores that the Java virtual machine sees
 * @param versions of the programs, by their names
 */
public record Machine(
    String processor, int cores, long memoryMib, String system, Map<String, String> versions) {}

package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.herald.Packaged;

/**
 * What a part has to work with.
 *
 * @param packaged the server that is measured
 */
public record Stage(Workbench bench, Packaged packaged, Effort effort) {}

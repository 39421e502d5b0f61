/** Figures, and how they are shown. */
@NullMarked
package dev.herald.bench.report;

import org.jspecify.annotations.NullMarked;

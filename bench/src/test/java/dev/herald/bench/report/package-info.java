@NullMarked
package dev.herald.bench.report;

import org.jspecify.annotations.NullMarked;

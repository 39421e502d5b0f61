/** The load generator, a process of its own. */
@NullMarked
package dev.herald.bench.load;

import org.jspecify.annotations.NullMarked;

/** The provider's stand-in, a process of its own. */
@NullMarked
package dev.herald.bench.standin;

import org.jspecify.annotations.NullMarked;

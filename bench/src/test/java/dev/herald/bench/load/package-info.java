@NullMarked
package dev.herald.bench.load;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.herald.bench.straight;

import org.jspecify.annotations.NullMarked;

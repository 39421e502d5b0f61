@NullMarked
package dev.herald.bench.part;

import org.jspecify.annotations.NullMarked;

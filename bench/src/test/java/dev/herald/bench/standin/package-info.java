@NullMarked
package dev.herald.bench.standin;

import org.jspecify.annotations.NullMarked;

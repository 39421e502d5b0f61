@NullMarked
package dev.herald.bench;

import org.jspecify.annotations.NullMarked;

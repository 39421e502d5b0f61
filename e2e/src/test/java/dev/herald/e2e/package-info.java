@NullMarked
package dev.herald.e2e;

import org.jspecify.annotations.NullMarked;

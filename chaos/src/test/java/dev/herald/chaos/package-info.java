@NullMarked
package dev.herald.chaos;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.herald.channels;

import org.jspecify.annotations.NullMarked;

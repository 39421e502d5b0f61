@NullMarked
package dev.herald.channels.pattern;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.herald.channels.yaml;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.herald.server.statistics;

import org.jspecify.annotations.NullMarked;

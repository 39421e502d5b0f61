@NullMarked
package dev.herald.server.search;

import org.jspecify.annotations.NullMarked;

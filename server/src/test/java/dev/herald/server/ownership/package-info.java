@NullMarked
package dev.herald.server.ownership;

import org.jspecify.annotations.NullMarked;

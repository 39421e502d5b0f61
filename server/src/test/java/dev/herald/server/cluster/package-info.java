@NullMarked
package dev.herald.server.cluster;

import org.jspecify.annotations.NullMarked;

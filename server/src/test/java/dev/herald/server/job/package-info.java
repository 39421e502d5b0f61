@NullMarked
package dev.herald.server.job;

import org.jspecify.annotations.NullMarked;

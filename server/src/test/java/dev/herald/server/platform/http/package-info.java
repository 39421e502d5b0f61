@NullMarked
package dev.herald.server.platform.http;

import org.jspecify.annotations.NullMarked;

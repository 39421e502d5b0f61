@NullMarked
package dev.herald.server.template;

import org.jspecify.annotations.NullMarked;

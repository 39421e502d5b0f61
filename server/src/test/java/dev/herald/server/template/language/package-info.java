@NullMarked
package dev.herald.server.template.language;

import org.jspecify.annotations.NullMarked;

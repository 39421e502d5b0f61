@NullMarked
package dev.herald.server.platform.setting;

import org.jspecify.annotations.NullMarked;

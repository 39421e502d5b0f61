@NullMarked
package dev.herald.server.identity.password;

import org.jspecify.annotations.NullMarked;

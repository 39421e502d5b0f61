@NullMarked
package dev.herald.server.identity.signin;

import org.jspecify.annotations.NullMarked;

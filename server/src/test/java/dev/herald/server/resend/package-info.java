@NullMarked
package dev.herald.server.resend;

import org.jspecify.annotations.NullMarked;

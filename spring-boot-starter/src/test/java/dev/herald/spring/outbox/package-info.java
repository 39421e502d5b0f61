@NullMarked
package dev.herald.spring.outbox;

import org.jspecify.annotations.NullMarked;

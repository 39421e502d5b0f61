@NullMarked
package dev.herald.client.webhook;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.herald.client;

import org.jspecify.annotations.NullMarked;

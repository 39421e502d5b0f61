@NullMarked
package dev.herald.chaos.agent;

import org.jspecify.annotations.NullMarked;

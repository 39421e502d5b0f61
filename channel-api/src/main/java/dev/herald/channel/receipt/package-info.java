/** What providers say later, by themselves: how it is proven, read and answered. */
@NullMarked
package dev.herald.channel.receipt;

import org.jspecify.annotations.NullMarked;

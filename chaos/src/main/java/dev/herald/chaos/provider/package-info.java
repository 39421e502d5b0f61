/** The stand-in provider, a process of its own with a book of its own. */
@NullMarked
package dev.herald.chaos.provider;

import org.jspecify.annotations.NullMarked;

/**
 * What a provider says later: its call back is proven, opened and read as reports and replies, and
 * answered as the definition has it.
 */
@NullMarked
package dev.herald.channels.definition.receipt;

import org.jspecify.annotations.NullMarked;

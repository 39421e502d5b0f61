/** Hides a source's secrets in everything shown or stored of an exchange, in every encoding. */
@NullMarked
package dev.herald.channel.mask;

import org.jspecify.annotations.NullMarked;

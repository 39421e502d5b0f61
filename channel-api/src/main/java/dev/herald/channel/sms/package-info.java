/** What a text costs as a short message, and how it is divided into the parts of a long one. */
@NullMarked
package dev.herald.channel.sms;

import org.jspecify.annotations.NullMarked;

/** Short messages. */
@NullMarked
package dev.herald.sandbox.sms;

import org.jspecify.annotations.NullMarked;

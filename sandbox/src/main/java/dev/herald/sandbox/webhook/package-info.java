/** Receivers of one plain request: small services, and whatever else listens. */
@NullMarked
package dev.herald.sandbox.webhook;

import org.jspecify.annotations.NullMarked;

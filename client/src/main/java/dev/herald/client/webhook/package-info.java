/**
 * Checks that a webhook comes from Herald: Standard Webhooks signatures, as Herald's webhook
 * channel makes them.
 */
@NullMarked
package dev.herald.client.webhook;

import org.jspecify.annotations.NullMarked;

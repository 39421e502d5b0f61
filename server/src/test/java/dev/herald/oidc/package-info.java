/** A real OpenID Connect provider for tests; outside of what the server's own context looks at. */
@NullMarked
package dev.herald.oidc;

import org.jspecify.annotations.NullMarked;

/** The OpenID Connect providers that vouch for users, and whom their word lets in. */
@NamedInterface("oidc")
@NullMarked
package dev.herald.server.identity.oidc;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

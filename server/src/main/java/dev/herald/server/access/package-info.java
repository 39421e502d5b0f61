/**
 * The way in over HTTP: tells who is calling, and lets nobody through who may not.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>An endpoint that does not say who may call it is closed ({@code PermissionCheck}).
 *   <li>A refusal is recorded, and a flood of them becomes a few entries ({@code Refusals}).
 *   <li>No answer says whether something exists that lies beyond the caller's reach.
 * </ul>
 *
 * <p>Nobody uses this package.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "audit",
      "authorization",
      "application",
      "identity :: factor",
      "identity :: oidc",
      "identity :: password",
      "identity :: session",
      "identity :: signin"
    })
@NullMarked
package dev.herald.server.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * Business events: nodes, their channel plans, and the templates of each.
 *
 * <p>What holds of what is published: it compiles against the node's present schema. Publishing
 * checks it, and so does putting a node, which binds what is published to a changed schema by a new
 * version of each or is refused. Variables that passed the schema therefore render.
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "audit",
      "authorization",
      "application",
      "directory",
      "topic",
      "schema",
      "template",
      "template :: language"
    })
@NullMarked
package dev.herald.server.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

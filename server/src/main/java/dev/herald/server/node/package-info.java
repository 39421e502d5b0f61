/**
 * Business events and their content: nodes, channel plans, variable schemas, templates.
 *
 * <p>What holds of what is published: it compiles against the node's present schema. Publishing
 * checks it, and so does putting a node, which binds what is published to a changed schema by a new
 * version of each or is refused. Variables that passed the schema therefore render, and a version
 * carries the schema that it was made for, so it renders alike for ever.
 */
@ApplicationModule(allowedDependencies = {"reason", "platform", "audit", "access", "directory"})
@NullMarked
package dev.herald.server.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * The variables that a node's submissions carry: a JSON Schema, its checks, and how values are
 * written for people.
 *
 * <p>Checking the variables of one submission costs a bounded amount of work, whatever the schema
 * and the variables are ({@code SchemaWork}).
 */
@ApplicationModule(allowedDependencies = {"platform", "directory"})
@NullMarked
package dev.herald.server.schema;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

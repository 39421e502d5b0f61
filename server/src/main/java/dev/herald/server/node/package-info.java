/** Business events and their content: nodes, channel plans, variable schemas, templates. */
@NullMarked
package dev.herald.server.node;

import org.jspecify.annotations.NullMarked;

/** Who receives: tenants and their people. */
@NullMarked
package dev.herald.server.directory;

import org.jspecify.annotations.NullMarked;

/** PostgreSQL as the harness runs it, and what stands between it and the servers. */
@NullMarked
package dev.herald.chaos.database;

import org.jspecify.annotations.NullMarked;

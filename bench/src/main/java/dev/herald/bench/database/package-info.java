/** The PostgreSQL that all parts share, a process of its own. */
@NullMarked
package dev.herald.bench.database;

import org.jspecify.annotations.NullMarked;

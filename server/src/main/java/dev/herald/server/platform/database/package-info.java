/**
 * How the database is spoken with: pools of connections by their use, transactions, group commit,
 * and a cache that holds committed data only.
 */
@NullMarked
package dev.herald.server.platform.database;

import org.jspecify.annotations.NullMarked;

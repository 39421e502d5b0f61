/**
 * The PostgreSQL that Herald brings along, for whoever has none to give it.
 *
 * <p>What it guarantees: it is a durable database, not a scratch one. Its data directory is kept,
 * {@code fsync}, {@code full_page_writes} and {@code synchronous_commit} are on (asked of the
 * running server at every start), it listens on loopback only, and its one role that may log in is
 * no superuser.
 *
 * <p>One process at a time owns a home: it holds an operating system lock on {@code herald.lock}
 * for its life, which also a {@code kill -9} gives back. Only behind that lock is a postmaster that
 * outlived its process looked at; it is stopped, never adopted, so that the settings in force are
 * always those of the program that runs. A process id that now belongs to something else is left
 * alone.
 *
 * <pre>
 * herald.lock           held while a server runs
 * postgres.properties   the kept port and the generated password, readable by the owner alone
 * postgres/             the data directory
 * postgres-bin/18.6.0/  the unpacked binaries
 * logs/                 what PostgreSQL says, one file per weekday
 * </pre>
 */
@NullMarked
package dev.herald.server.platform.postgres;

import org.jspecify.annotations.NullMarked;

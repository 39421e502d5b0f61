/**
 * Programs that do one kind of work on command: the bare limit, Herald's store, the peers. Each is
 * told to fill its queue, which is not measured where it has one, and then to work it off.
 */
@NullMarked
package dev.herald.bench.worker;

import org.jspecify.annotations.NullMarked;

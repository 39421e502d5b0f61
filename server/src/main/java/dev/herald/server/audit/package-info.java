/**
 * Who did what: an append-only log of every change and of every look at unmasked data.
 *
 * <p>Entries form one chain over the whole cluster. An act is recorded inside the transaction of
 * the change it tells of and written as the last statement before that transaction's commit: there
 * is no change without its entry and no entry without its change, and the lock that keeps the chain
 * single is held for one insert and one commit, never while a change is still at work. An entry's
 * hash is keyed with the vault's key, so that whoever can write to the database but does not have
 * the key file can't forge one; the head of the chain, noted elsewhere, also shows entries cut off
 * at the end.
 */
@ApplicationModule(allowedDependencies = {"reason", "platform"})
@NullMarked
package dev.herald.server.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

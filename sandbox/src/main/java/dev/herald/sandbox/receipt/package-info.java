/**
 * What providers say later, unasked.
 *
 * <p>A stand-in hands over a {@link dev.herald.sandbox.receipt.Receipt}, signed as its provider
 * signs, and {@link dev.herald.sandbox.receipt.Receipts} brings it to the {@link
 * dev.herald.sandbox.receipt.Callback} after a while. This is the only call that a sandbox makes,
 * and only to an address that it was told.
 */
@NullMarked
package dev.herald.sandbox.receipt;

import org.jspecify.annotations.NullMarked;

/** Who callers are to the stand-ins: secrets, tokens, and the arithmetic of signatures. */
@NullMarked
package dev.herald.sandbox.account;

import org.jspecify.annotations.NullMarked;

/** What providers say of the accounts that send. */
@NullMarked
package dev.herald.channel.account;

import org.jspecify.annotations.NullMarked;

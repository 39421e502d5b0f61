/**
 * Tokens that a provider gives for credentials: fetched by one caller at a time over all processes,
 * kept until shortly before they end, and dropped when the provider takes them no longer.
 *
 * <p>A send that finds a token in memory costs nothing more. Whoever finds none joins the fetch
 * that is under way in this process, or starts one: it looks into the {@link
 * dev.herald.channel.TokenStore}, and fetches only while it holds the claim there. No lock and no
 * connection is held meanwhile. A claim ends by itself, so that a process that dies while it
 * fetches holds up the others for its length at most.
 */
@NullMarked
package dev.herald.channels.token;

import org.jspecify.annotations.NullMarked;

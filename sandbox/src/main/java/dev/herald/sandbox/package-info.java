/**
 * Stand-in providers that run in this process, for trying Herald, for staging, and for tests.
 *
 * <h2>What it is</h2>
 *
 * {@link dev.herald.sandbox.Sandbox#start} opens two ports on the loopback address. Behind the
 * first is every HTTP provider at once: a caller sends its request there with the provider's real
 * {@code Host} header, and that header chooses the stand-in. A host that is no provider's is a
 * webhook receiver. Behind the second is a mail server with STARTTLS and AUTH. Nothing here calls
 * anybody, unless it was told where a provider's {@linkplain dev.herald.sandbox.receipt.Receipts
 * receipts} go.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
 *   sandbox.accounts().register("dingtalk-robot", token, secret);
 *   sandbox.rules().add(Rule.that(new Effect.ResetAfter()).provider("smtp").share(0.01, 42));
 *   …
 *   sandbox.outbox().find(OutboxQuery.ALL.destination("zhang@example.com"));
 * }
 * }</pre>
 *
 * <h2>How a request is met</h2>
 *
 * <ol>
 *   <li>The stand-in reads what there is to read: account, destinations, content, message id.
 *   <li>The oldest {@link dev.herald.sandbox.rule.Rule} that fits says whether something goes
 *       wrong, and whether before or after processing. Without one, some accounts and destinations
 *       fail by their name: see {@link dev.herald.sandbox.standin.Magic} and {@link
 *       dev.herald.sandbox.standin.Fate}.
 *   <li>The stand-in judges the request as its provider would, in the provider's order: address,
 *       signature and its time window, required fields, sizes, rate caps.
 *   <li>The message goes to the {@link dev.herald.sandbox.outbox.Outbox} with what became of it,
 *       and the answer goes out in the provider's own form and codes.
 * </ol>
 *
 * <h2>What it promises</h2>
 *
 * <ul>
 *   <li>A request that the provider's documents call wrong is refused with the documented code.
 *       Where documents are silent it is served.
 *   <li>A wrong signature or password is found whenever the secret can be known: it was registered
 *       with {@link dev.herald.sandbox.account.Accounts}, or the account's name starts with {@code
 *       sandbox-}. Else the outbox says {@code UNVERIFIED}.
 *   <li>Rate caps hold in every window, wherever it starts, for each account.
 *   <li>What was accepted is counted for its message id for as long as the sandbox runs, also when
 *       the message itself has left the outbox. So a burst can be proven complete and undoubled.
 *   <li>What was recorded as accepted was accepted before the answer was written; a caller that saw
 *       an acceptance finds it in the outbox.
 * </ul>
 *
 * <h2>Where the message id is found</h2>
 *
 * Where the protocol has a field that the provider keeps or echoes (DingTalk's {@code msgUuid},
 * Tencent's {@code SessionContext}, a webhook's {@code webhook-id}, Feishu's {@code uuid}), there.
 * For the others callers add the header {@code X-Herald-Message} when, and only when, they speak to
 * a sandbox. A call for several messages lists their ids in that header, with commas between, in
 * the order of its recipients: each is then a message of its own in the outbox, with its own end.
 * Of a mail it is what stands before the @ of its {@code Message-ID}.
 */
@NullMarked
package dev.herald.sandbox;

import org.jspecify.annotations.NullMarked;

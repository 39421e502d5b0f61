/**
 * Files that go with emails ({@code docs/adr/0068-files-that-go-with-emails.md}): brought by an
 * application and kept sealed, or fetched from a URL when the message is sent.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>A kept file stays as long as a message has it, and goes with the last of them.
 *   <li>Nothing is fetched from a private network, unless an administrator of the server named its
 *       host; nothing larger or of another type than the settings allow reaches a mail.
 *   <li>An email is sent with all of its files, or not at all.
 * </ul>
 */
@ApplicationModule(
    allowedDependencies = {"reason", "platform", "job", "authorization", "application", "task"})
@NullMarked
package dev.herald.server.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

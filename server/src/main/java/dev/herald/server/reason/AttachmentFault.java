package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.util.List;

/** What is wrong with a file that is to go with an email, or why an email could not have it. */
public sealed interface AttachmentFault extends Reason {

  // --- as it is submitted ---

  record AttachmentsNotList() implements AttachmentFault {}

  record AttachmentsTooMany(int given, int most) implements AttachmentFault {}

  /** It needs a file or a URL, and not both. */
  record AttachmentFromNowhere() implements AttachmentFault {}

  record AttachmentFileUnknown(String file) implements AttachmentFault {}

  record AttachmentUrlInvalid() implements AttachmentFault {}

  record AttachmentNameInvalid(int most) implements AttachmentFault {}

  /** Its name says no type that is taken. */
  record AttachmentTypeUnknown(String name) implements AttachmentFault {}

  record AttachmentTypeRefused(String type, List<String> taken) implements AttachmentFault {}

  record AttachmentEmpty() implements AttachmentFault {}

  record AttachmentTooLarge(String most) implements AttachmentFault {}

  record AttachmentsUnused(String most) implements AttachmentFault {}

  record AttachmentsTooLarge(String most) implements AttachmentFault {}

  record ContentIdInvalid() implements AttachmentFault {}

  record ContentIdTwice(String contentId) implements AttachmentFault {}

  record ContentIdOfNoPicture(String type) implements AttachmentFault {}

  /** No way to the person has an email with files. */
  record AttachmentsNotCarried(List<String> channels) implements AttachmentFault {}

  // --- as it is sent ---

  /** It was let go of. */
  record AttachmentGone() implements AttachmentFault {}

  record AttachmentNotServed(String host, int status) implements AttachmentFault {}

  record AttachmentHostClosed(String host) implements AttachmentFault {}

  record AttachmentUnreachable(String host, Reason why) implements AttachmentFault {}

  record AttachmentTypeOther(String host, String type, String expected)
      implements AttachmentFault {}

  record AttachmentServedTooLarge(String host, String most) implements AttachmentFault {}

  record AttachmentsCarriedByNone(String channel) implements AttachmentFault {}
}

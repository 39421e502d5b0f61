package dev.herald.server.attachment;

import dev.herald.channel.Content;
import dev.herald.channel.Reason;
import java.util.List;

/** What became of bringing a message's files together. */
public sealed interface Loading {

  record Loaded(List<Content.Attachment> files) implements Loading {
    public Loaded {
      files = List.copyOf(files);
    }
  }

  /** It may work later. */
  record NotNow(Reason reason) implements Loading {}

  /** It will not work. */
  record Never(Reason reason) implements Loading {}
}

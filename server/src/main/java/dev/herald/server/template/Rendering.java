package dev.herald.server.template;

import dev.herald.channel.Content;
import dev.herald.channel.Reason;

/** What became of a template and variables. */
public sealed interface Rendering {

  record Rendered(Content content) implements Rendering {}

  /**
   * @param reason without any of the variables' values
   */
  record Failed(Reason reason) implements Rendering {}
}

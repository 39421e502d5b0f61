package dev.herald.server.template;

import dev.herald.channel.Content;

/** What became of a template and variables. */
public sealed interface Rendering {

  record Rendered(Content content) implements Rendering {}

  /**
   * @param reason in words, without any of the variables' values
   */
  record Failed(String reason) implements Rendering {}
}

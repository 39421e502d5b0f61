package dev.herald.channel;

/** The request that a message would make, for people to read. */
public sealed interface RequestPreview {

  /**
   * @param text without any secret
   */
  record Shown(String text) implements RequestPreview {}

  /**
   * No request can be shown.
   *
   * @param withStandIns whether that is so with stand-ins for the secrets, and may be otherwise
   *     with the secrets themselves
   */
  record None(CallReason why, boolean withStandIns) implements RequestPreview {}
}

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
   * @param withStandIns whether it can't be shown with stand-ins for the secrets, but may be
   *     possible with the secrets themselves
   */
  record None(CallReason why, boolean withStandIns) implements RequestPreview {}
}

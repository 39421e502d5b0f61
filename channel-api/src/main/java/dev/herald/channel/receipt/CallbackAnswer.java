package dev.herald.channel.receipt;

/**
 * What a provider wants to hear once its call was understood.
 *
 * @param contentType of the body
 * @param body empty for none
 */
public record CallbackAnswer(String contentType, String body) {
  public static final CallbackAnswer EMPTY = new CallbackAnswer("text/plain;charset=UTF-8", "");
}

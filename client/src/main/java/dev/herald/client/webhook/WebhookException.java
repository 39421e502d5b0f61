package dev.herald.client.webhook;

/** A webhook that is not to be believed: answer it with 401, and do nothing. */
public final class WebhookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WebhookException(String message) {
    super(message);
  }
}

package dev.herald.client.webhook;

/** A webhook that failed verification: answer it with 401, and do nothing. */
public final class WebhookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WebhookException(String message) {
    super(message);
  }
}

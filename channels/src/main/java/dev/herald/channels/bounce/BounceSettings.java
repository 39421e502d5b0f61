package dev.herald.channels.bounce;

import org.jspecify.annotations.Nullable;

/**
 * Where the mails of a source come back to.
 *
 * @param folder that is read
 * @param done where bounces are moved once they were read; null: they stay, marked as seen
 */
public record BounceSettings(
    ReturnAddress address,
    String host,
    int port,
    Security security,
    String username,
    String password,
    String folder,
    @Nullable String done) {

  /** How the conversation with the server is kept to ourselves. */
  public enum Security {
    /** From the first byte. */
    TLS(993),
    STARTTLS(143),
    NONE(143);

    private final int usualPort;

    Security(int usualPort) {
      this.usualPort = usualPort;
    }

    public int usualPort() {
      return usualPort;
    }
  }

  String place() {
    return "%s@%s:%d/%s".formatted(username, host, port, folder);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return place();
  }
}

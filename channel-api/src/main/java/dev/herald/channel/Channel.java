package dev.herald.channel;

import java.util.regex.Pattern;

/**
 * A way to reach a person. An open set: a connector definition may name a new one.
 *
 * @param name lower case, for example {@code email} or {@code app-push}
 */
public record Channel(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  public static final Channel EMAIL = new Channel("email");
  public static final Channel SMS = new Channel("sms");
  public static final Channel DINGTALK = new Channel("dingtalk");
  public static final Channel FEISHU = new Channel("feishu");
  public static final Channel WECOM = new Channel("wecom");
  public static final Channel INFOFLOW = new Channel("infoflow");
  public static final Channel WEBHOOK = new Channel("webhook");

  public Channel {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "channel '%s' must be lower case letters, digits and hyphens".formatted(name));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}

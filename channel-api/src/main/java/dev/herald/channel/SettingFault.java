package dev.herald.channel;

/** A source's settings are such that no call can be made with them. Its reason shows no value. */
public final class SettingFault extends IllegalArgumentException {
  private final transient CallReason reason;

  public SettingFault(CallReason reason) {
    super(reason.toString());
    this.reason = reason;
  }

  public CallReason reason() {
    return reason;
  }
}

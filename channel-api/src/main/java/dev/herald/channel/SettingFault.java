package dev.herald.channel;

/** No call can be made with a source's settings. Its reason shows no value. */
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

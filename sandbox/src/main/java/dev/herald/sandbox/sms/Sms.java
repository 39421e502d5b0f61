package dev.herald.sandbox.sms;

import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.StandIn;
import java.util.List;

/** Short messages. */
public final class Sms {
  private Sms() {}

  public static List<StandIn> standIns(Backing backing) {
    return List.of(
        TencentSms.standIn(backing), AliyunSms.standIn(backing), Twilio.standIn(backing));
  }
}

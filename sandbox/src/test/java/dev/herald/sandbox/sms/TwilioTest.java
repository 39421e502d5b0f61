package dev.herald.sandbox.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.sandbox.receipt.Callback;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwilioTest {

  /** The form and the signature are those of the provider's own library. */
  @Test
  void a_callback_is_signed_as_the_provider_s_own_library_expects() {
    String account = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    String sid = "SM00000000000000000000000000000001";
    Map<String, String> form =
        Map.of(
            "MessageSid", sid,
            "MessageStatus", "delivered",
            "To", "+15558675310",
            "From", "+15017122661",
            "AccountSid", account,
            "ApiVersion", "2010-04-01",
            "SmsSid", sid,
            "SmsStatus", "delivered");
    Callback callback =
        Callback.to(URI.create("https://example.com/cb?x=1"), "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
    assertThat(Twilio.signed(form, callback).headers())
        .containsEntry("X-Twilio-Signature", "Dv4smblAofUmnabsHVfvQal3cs4=");
  }
}

package dev.herald.channel.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateTargetsTest {
  private static final PrivateTargets LISTED =
      PrivateTargets.parse(
          List.of("10.1.2.0/23", "192.168.7.7", "fd12:3400::/24", "Mail.corp.example."));

  @ParameterizedTest
  @CsvSource({
    "10.1.2.1, true",
    "10.1.3.255, true",
    "10.1.4.0, false",
    "192.168.7.7, true",
    "192.168.7.8, false",
    "fd12:34ff::1, true",
    "fd12:3500::1, false",
    "::ffff:10.1.2.1, true",
    "::ffff:10.9.9.9, false",
    "64:ff9b::10.1.2.1, true",
    "64:ff9b::10.9.9.9, false",
    "127.0.0.1, false",
    "169.254.169.254, false",
    "8.8.8.8, true"
  })
  void onlyWhatIsListedIsOpenBesideThePublic(String address, boolean open)
      throws UnknownHostException {
    assertThat(LISTED.allow("some.example", InetAddress.getByName(address))).isEqualTo(open);
    assertThat(PrivateTargets.NONE.allow("x", InetAddress.getByName(address)))
        .isEqualTo(address.equals("8.8.8.8"));
  }

  @Test
  void aListedHostIsOpenWhateverItsAddresses() {
    InetAddress inside = InetAddress.ofLiteral("172.16.0.1");

    assertThat(LISTED.allow("mail.corp.example", inside)).isTrue();
    assertThat(LISTED.allow("MAIL.CORP.EXAMPLE.", inside)).isTrue();
    assertThat(LISTED.allow("mail.corp.example.evil.example", inside)).isFalse();
  }

  @Test
  void oneClosedAddressClosesTheHost() {
    assertThat(
            LISTED.allow(
                "x", InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.200.0.1")))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.0/33", "10.1.2.0/x", "http://host", "a b", "", "300.1.1.1", "*"})
  void whatIsNeitherIsNamed(String entry) {
    assertThatThrownBy(() -> PrivateTargets.parse(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + entry + "'");
  }
}

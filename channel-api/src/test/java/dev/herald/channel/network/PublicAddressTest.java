package dev.herald.channel.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "192.0.0.8",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "100::1",
        "192.0.2.1",
        "203.0.113.9",
        "2001:db8::1",
        "::127.0.0.1",
        "64:ff9b:1::a00:1"
      })
  void addressesNearThisMachineAreNotPublic(String address) throws UnknownHostException {
    assertThat(PublicAddress.is(Network.bare(InetAddress.getByName(address)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "100.128.0.1",
        "172.32.0.1",
        "198.20.0.1",
        "2606:4700::1111",
        "2001:4860::8888",
        "64:ff9b::808:808"
      })
  void addressesOfTheInternetArePublic(String address) throws UnknownHostException {
    assertThat(PublicAddress.is(Network.bare(InetAddress.getByName(address)))).isTrue();
  }
}

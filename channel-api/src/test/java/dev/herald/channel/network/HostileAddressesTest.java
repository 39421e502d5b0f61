package dev.herald.channel.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses by which somebody would have Herald call what is not on the public Internet. */
class HostileAddressesTest {
  private static final List<int[]> INSIDE =
      List.of(
          new int[] {127, 0, 0, 1},
          new int[] {127, 255, 255, 254},
          new int[] {10, 0, 0, 1},
          new int[] {172, 16, 5, 4},
          new int[] {172, 31, 255, 255},
          new int[] {192, 168, 1, 1},
          new int[] {169, 254, 169, 254},
          new int[] {100, 64, 0, 1},
          new int[] {100, 100, 100, 200},
          new int[] {192, 0, 0, 192},
          new int[] {198, 18, 0, 1},
          new int[] {224, 0, 0, 1},
          new int[] {240, 0, 0, 1},
          new int[] {255, 255, 255, 255},
          new int[] {0, 0, 0, 0});

  /** Ways to write one of them, which take its four parts. */
  private static final List<String> FORMS =
      List.of(
          "http://%1$d.%2$d.%3$d.%4$d/",
          "HTTPS://%1$d.%2$d.%3$d.%4$d:443/a?b=c",
          "http://%1$d.%2$d.%3$d.%4$d./",
          "http://%1$d.%2$d.%3$d.%4$d#@public.example/",
          "http://%1$d.%2$d.%3$d.%4$d\\@public.example/",
          "http://public.example@%1$d.%2$d.%3$d.%4$d/",
          "http://public.example:80@%1$d.%2$d.%3$d.%4$d/",
          "http://0x%1$02x%2$02x%3$02x%4$02x/",
          "http://0x%1$x.0x%2$x.0x%3$x.0x%4$x/",
          "http://0%1$o.0%2$o.0%3$o.0%4$o/",
          "http://[::ffff:%1$d.%2$d.%3$d.%4$d]/",
          "http://[::ffff:%1$02x%2$02x:%3$02x%4$02x]/",
          "http://[64:ff9b::%1$d.%2$d.%3$d.%4$d]/",
          "http://[2002:%1$02x%2$02x:%3$02x%4$02x::1]/",
          "http://[::%1$d.%2$d.%3$d.%4$d]/",
          "http://%1$d.%2$d.%3$d.%4$d%%2f@public.example/",
          "http://%%31%1$d.%2$d.%3$d.%4$d/",
          "//%1$d.%2$d.%3$d.%4$d/",
          "http:%1$d.%2$d.%3$d.%4$d/");

  private static final List<String> OTHERS =
      List.of(
          "http://[::1]/",
          "http://[::]/",
          "http://[0:0:0:0:0:0:0:1]/",
          "http://[fe80::1]/",
          "http://[fe80::1%25lo]/",
          "http://[fec0::1]/",
          "http://[fc00::1]/",
          "http://[fd00:ec2::254]/",
          "http://[ff02::1]/",
          "http://[64:ff9b:1::1]/",
          "http://[100::1]/",
          "http://[2001:db8::1]/",
          "http://[2001::1]/",
          "http://2130706433/",
          "http://0/",
          "http://127.1/",
          "http://127.0.1/",
          "http://017700000001/",
          "http://１２７.０.０.１/",
          "http://①②⑦.⓪.⓪.①/",
          "http://127。0。0。1/",
          "http://loc\u00adalhost/",
          "http://localhost\u0000.public.example/",
          "http://public.example\r\nHost: inside/",
          "http://public.example /",
          "http:// public.example/",
          "http://public.example:0/",
          "http://public.example:65536/",
          "http://public.example:-1/",
          "http://public.example:80:80/",
          "http:///etc/passwd",
          "http:////inside/",
          "http://",
          "http://.",
          "http://..example/",
          "http://-",
          "file:///etc/passwd",
          "ftp://public.example/",
          "gopher://127.0.0.1:6379/_INFO",
          "dict://127.0.0.1:11211/stats",
          "jar:http://127.0.0.1/x!/y",
          "netdoc:///etc/passwd",
          "javascript:alert(1)",
          "data:text/plain,x",
          "mailto:a@public.example",
          "urn:x:y",
          "unix:///var/run/docker.sock",
          "ldap://127.0.0.1/",
          "\\\\inside\\share",
          "127.0.0.1",
          "localhost",
          "",
          " ");

  static Stream<String> hostile() {
    List<String> all = new ArrayList<>(OTHERS);
    for (int[] part : INSIDE) {
      for (String form : FORMS) {
        all.add(form.formatted(part[0], part[1], part[2], part[3]));
      }
    }
    return all.stream();
  }

  @Test
  void thereAreMoreThanTwoHundred() {
    assertThat(hostile().distinct().count()).isGreaterThan(200);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void noneIsCalled(String address) {
    assertThat(isCalled(address)).isFalse();
  }

  /** As a connector does: the address is read, its host looked up, and what was found allowed. */
  private static boolean isCalled(String address) {
    try {
      URI uri = WebAddress.parse(address);
      String host = uri.getHost();
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return PrivateTargets.NONE.allow(host, InetAddress.getAllByName(bare));
    } catch (IllegalArgumentException | UnknownHostException _) {
      return false;
    }
  }

  @Test
  void aPublicOneIs() {
    assertThat(isCalled("https://8.8.8.8/a?b=c")).isTrue();
    assertThat(isCalled("https://[2606:4700:4700::1111]:8443/")).isTrue();
  }
}

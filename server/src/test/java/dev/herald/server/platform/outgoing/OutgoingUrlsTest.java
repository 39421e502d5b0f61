package dev.herald.server.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.server.platform.problem.FieldErrors;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingUrlsTest {
  private static final Egress LISTED =
      new Egress.Direct(PrivateTargets.parse(List.of("10.1.0.0/16", "inside.example")));

  private static List<String> faults(Egress egress, String url) {
    FieldErrors errors = new FieldErrors();
    new OutgoingUrls(egress).read("url", url, errors);
    return errors.all().stream().map(error -> error.field() + " " + error.reason().code()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/hook",
        "http://127.0.0.1:8500/",
        "https://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[::ffff:192.168.1.1]/",
        "http://[64:ff9b::c0a8:101]/",
        "http://[fd12::1]/",
        "http://LOCALHOST/"
      })
  void an_address_inside_the_network_is_refused_when_it_is_saved(String url) {
    assertThat(faults(LISTED, url)).containsExactly("url URL_PRIVATE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com/herald",
        "https://93.184.216.34/",
        "http://10.1.2.3:8080/hook",
        "http://inside.example/hook"
      })
  void what_is_public_or_listed_or_a_name_is_taken(String url) {
    assertThat(faults(LISTED, url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.com/", "https://user@example.com/", "example.com"})
  void what_is_no_url_is_refused(String url) {
    assertThat(faults(LISTED, url)).containsExactly("url URL_INVALID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://10.0.0.1/hook", "http://localhost/"})
  void a_sandbox_reaches_no_target_and_refuses_none(String url) {
    assertThat(faults(new Egress.Sandbox(new InetSocketAddress("127.0.0.1", 1), null), url))
        .isEmpty();
  }
}

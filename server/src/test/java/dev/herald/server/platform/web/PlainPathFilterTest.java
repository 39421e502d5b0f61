package dev.herald.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathFilterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1/messages",
        "/docs/",
        "/v1/tenants/%E5%85%AC",
        "/v1/tenants/a%20b",
        "/a%7Eb",
        "/.well-known/x",
        "/assets/index-1.2.js",
        "/v1/tenants/...",
        "/v1/tenants/a%40b"
      })
  void one_spelling_is_taken(String path) {
    assertThat(PlainPathFilter.isPlain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/%6Dessages", "/v1/%6dessages", "/v1/messages;a=b", "/v1;/messages", "/v1//messages",
        "//v1/messages", "/v1/./messages", "/v1/x/../messages", "/v1/messages/..", "/v1%2Fmessages",
        "/v1\\messages", "/v1/%5Cmessages", "/v1/%2e/messages", "/v1/messages%3", "/v1/%zz"
      })
  void other_spellings_are_not(String path) {
    assertThat(PlainPathFilter.isPlain(path)).isFalse();
  }
}

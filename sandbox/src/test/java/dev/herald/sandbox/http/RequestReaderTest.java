package dev.herald.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
  private static final String POST =
      "POST /robot/send?a=1%2B1&b= HTTP/1.1\r\nHost: OAPI.dingtalk.com:443\r\n"
          + "Content-Type: Application/JSON; charset=utf-8\r\nContent-Length: 6\r\n\r\n告警";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void a_request_is_read_in_all_its_parts() throws IOException {
    Request request = Objects.requireNonNull(reader(POST).next());
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/robot/send");
    assertThat(request.parameter("a")).isEqualTo("1+1");
    assertThat(request.parameter("b")).isEmpty();
    assertThat(request.parameter("c")).isNull();
    assertThat(request.host()).isEqualTo("oapi.dingtalk.com");
    assertThat(request.mediaType()).isEqualTo("application/json");
    assertThat(request.text()).isEqualTo("告警");
  }

  @Test
  void requests_follow_one_another_however_the_bytes_arrive() throws IOException {
    RequestReader reader = new RequestReader(new SingleBytes(POST + POST), out);
    assertThat(reader.next()).hasToString(String.valueOf(reader.next()));
    assertThat(reader.next()).isNull();
  }

  @Test
  void a_chunked_body_is_put_together() throws IOException {
    String chunked =
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\n"
            + "Trailer: x\r\n\r\n";
    RequestReader reader = reader(chunked + POST);
    assertThat(Objects.requireNonNull(reader.next()).text()).isEqualTo("abc0123456789");
    assertThat(Objects.requireNonNull(reader.next()).text()).isEqualTo("告警");
  }

  @Test
  void a_caller_that_asks_first_is_told_to_go_on() throws IOException {
    reader(POST.replace("Host:", "Expect: 100-continue\r\nHost:")).next();
    assertThat(out.toString(UTF_8)).startsWith("HTTP/1.1 100 ");
  }

  @Test
  void a_target_in_absolute_form_is_as_good() throws IOException {
    Request request =
        Objects.requireNonNull(reader("GET http://example.com/a?b=c HTTP/1.1\r\n\r\n").next());
    assertThat(request.path()).isEqualTo("/a");
    assertThat(request.query()).isEqualTo("b=c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n\r\n",
        "GET / HTTP/2\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n",
        "POST / HTTP/1.1\r\nno colon\r\n\r\n"
      })
  void what_is_no_request_is_said_to_be_none(String text) {
    assertThatThrownBy(() -> reader(text).next()).isInstanceOf(MalformedRequest.class);
  }

  @Test
  void a_line_without_end_is_not_read_forever() {
    String endless = "GET /" + "x".repeat(20_000);
    assertThatThrownBy(() -> reader(endless).next()).isInstanceOf(MalformedRequest.class);
  }

  @Test
  void a_caller_that_leaves_within_a_request_is_noticed() {
    assertThatThrownBy(() -> reader(POST.substring(0, POST.length() - 1)).next())
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> reader("POST / HTTP/1.1\r\nHo").next())
        .isInstanceOf(EOFException.class);
  }

  private RequestReader reader(String text) {
    return new RequestReader(new ByteArrayInputStream(text.getBytes(UTF_8)), out);
  }

  private static final class SingleBytes extends InputStream {
    private final InputStream all;

    SingleBytes(String text) {
      all = new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Override
    public int read() throws IOException {
      return all.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return all.read(bytes, from, Math.min(1, length));
    }
  }
}

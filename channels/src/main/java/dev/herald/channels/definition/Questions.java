package dev.herald.channels.definition;

import dev.herald.channels.http.HttpCall;
import dev.herald.channels.http.HttpEgress;
import dev.herald.channels.http.HttpOutcome;
import dev.herald.channels.http.Reach;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests about messages that were sent. One that is the same for several is made once. */
final class Questions {
  private final HttpEgress http;
  private final Map<Question, HttpOutcome> asked = new HashMap<>();

  Questions(HttpEgress http) {
    this.http = http;
  }

  private record Question(
      String method, URI uri, Map<String, String> headers, @Nullable ByteBuffer body) {
    static Question of(HttpCall call) {
      byte[] body = call.body();
      return new Question(
          call.method(), call.uri(), call.headers(), body == null ? null : ByteBuffer.wrap(body));
    }

    /** Nearly all of it may be secret. */
    @Override
    public String toString() {
      return method + " to " + uri.getHost();
    }
  }

  HttpOutcome ask(HttpCall call, Reach reach) {
    return asked.computeIfAbsent(Question.of(call), _ -> http.exchange(call, reach));
  }
}

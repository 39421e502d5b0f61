package dev.herald.channels.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Reads an answer, and keeps no more of it than {@link HttpEgress#MAX_ANSWER_BYTES}. */
final class CappedConsumer extends AbstractBinResponseConsumer<HttpAnswer> {
  private final Map<String, String> headers = new HashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;
  private boolean cut;

  @Override
  protected void start(HttpResponse response, @Nullable ContentType type) {
    status = response.getCode();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
  }

  @Override
  protected int capacityIncrement() {
    return HttpEgress.MAX_ANSWER_BYTES;
  }

  @Override
  protected void data(ByteBuffer part, boolean endOfStream) {
    int kept = Math.min(part.remaining(), HttpEgress.MAX_ANSWER_BYTES - body.size());
    cut |= kept < part.remaining();
    byte[] bytes = new byte[kept];
    part.get(bytes);
    body.writeBytes(bytes);
    part.position(part.limit());
  }

  @Override
  protected HttpAnswer buildResult() {
    return new HttpAnswer(status, headers, body.toByteArray(), cut);
  }

  @Override
  public void releaseResources() {
    // Nothing is held but memory.
  }
}

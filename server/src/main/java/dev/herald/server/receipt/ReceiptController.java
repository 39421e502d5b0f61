package dev.herald.server.receipt;

import dev.herald.channel.receipt.Callback;
import dev.herald.channel.receipt.CallbackAnswer;
import dev.herald.server.authorization.Open;
import dev.herald.server.platform.BodyAccount;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.web.PublicUrl;
import dev.herald.server.reason.ProblemReason;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where providers report. Of no use to callers, and so in no document of the API.
 *
 * <p>A few calls are served at once, and the others wait for their turn, since many providers say
 * it once only. They wait no longer than providers do; then they are told to come back.
 */
@RestController
@RequestMapping("/receipts/{source}")
@Hidden
class ReceiptController {
  static final int LARGEST = 1 << 20;
  private static final int AT_ONCE = 8;
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  /** Feishu takes whatever comes after three seconds for a failure. */
  private static final Duration PATIENCE = Duration.ofMillis(2_500);

  private final ReceiptIntake intake;
  private final PublicUrl url;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  ReceiptController(ReceiptIntake intake, PublicUrl url) {
    this.intake = intake;
    this.url = url;
  }

  @Open
  @PostMapping
  ResponseEntity<byte[]> take(@PathVariable String source, HttpServletRequest request)
      throws IOException {
    return answer(source, request);
  }

  /** Some ask whether the address is theirs before they report there. */
  @Open
  @GetMapping
  ResponseEntity<byte[]> challenge(@PathVariable String source, HttpServletRequest request)
      throws IOException {
    return answer(source, request);
  }

  private ResponseEntity<byte[]> answer(String source, HttpServletRequest request)
      throws IOException {
    Map<String, String> query = query(request.getQueryString());
    ReceiptIntake.Ear ear = intake.ear(source, query.get(ReceiptAddress.PARAMETER));
    // Its room, so that no flood of calls to one source takes that of others.
    BodyAccount.of(request).belongsTo(ear.source().source().id());
    CallbackAnswer answer = inTurn(ear, callback(request, query));
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .contentType(MediaType.parseMediaType(answer.contentType()))
        .body(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  /** Once the body is there: whoever sends it slowly takes nobody's turn. */
  private CallbackAnswer inTurn(ReceiptIntake.Ear ear, Callback callback) {
    if (!hasTurn()) {
      throw new RequestProblem.Unavailable(new ProblemReason.ServerCrowded(), COME_BACK);
    }
    try {
      return intake.take(ear, callback);
    } finally {
      turns.release();
    }
  }

  private boolean hasTurn() {
    try {
      return turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Callback callback(HttpServletRequest request, Map<String, String> query)
      throws IOException {
    return new Callback(request.getMethod(), url(request), query, headers(request), body(request));
  }

  private String url(HttpServletRequest request) {
    String start = url.of(request).orElse("https://" + request.getServerName());
    String asked = request.getQueryString();
    return start + request.getRequestURI() + (asked == null ? "" : "?" + asked);
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      throw new RequestProblem.TooLarge(new ProblemReason.BodyTooLarge(LARGEST));
    }
    return body;
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    return headers;
  }

  /** Of the address alone: a form's fields are no part of it. */
  private static Map<String, String> query(@Nullable String written) {
    Map<String, String> query = new HashMap<>();
    for (String pair : written == null ? new String[0] : written.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}

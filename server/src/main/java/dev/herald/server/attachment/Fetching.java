package dev.herald.server.attachment;

import dev.herald.channel.Content;
import dev.herald.channel.Reason;
import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.channel.network.WebAddress;
import dev.herald.channels.http.HttpAnswer;
import dev.herald.channels.http.HttpCall;
import dev.herald.channels.http.HttpEgress;
import dev.herald.channels.http.HttpOutcome;
import dev.herald.channels.http.Reach;
import dev.herald.server.reason.AttachmentFault;
import dev.herald.server.task.AttachedFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Fetches files from the addresses that submissions name: from the public Internet, and from hosts
 * in private networks that an administrator of the server named for it. It follows no redirect.
 */
@Component
class Fetching implements DisposableBean {
  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final String ANY_TYPE = "application/octet-stream";

  private final Egress egress;
  private final AttachmentSettings settings;
  private final HttpEgress http;

  Fetching(Egress egress, AttachmentSettings settings) {
    this.egress = egress;
    this.settings = settings;
    this.http =
        new HttpEgress(
            new Egress.Direct(PrivateTargets.parse(settings.privateHosts())),
            settings.deadline(),
            Math.toIntExact(settings.largestFile().toBytes()));
  }

  /**
   * Blocks until the file is there, or the deadline is over.
   *
   * @param standIn whether the message goes to the stand-in providers: nothing is fetched for it
   */
  Loading fetch(UUID message, AttachedFile file, boolean standIn) {
    URI url = WebAddress.parse(Objects.requireNonNull(file.url()));
    if (standIn || egress instanceof Egress.Sandbox) {
      String words = "The sandbox fetched nothing from %s.\n".formatted(url.getHost());
      return loaded(file, words.getBytes(StandardCharsets.UTF_8));
    }
    HttpCall call = new HttpCall(message, "GET", url, Map.of("Accept", file.mediaType()), null);
    return switch (http.exchange(call, Reach.LISTED)) {
      case HttpOutcome.Answered(HttpAnswer answer) -> answered(file, url.getHost(), answer);
      case HttpOutcome.Forbidden(String host) ->
          new Loading.Never(new AttachmentFault.AttachmentHostClosed(host));
      case HttpOutcome.NotSent(var reason) -> unreachable(url, reason);
      case HttpOutcome.Unanswered(var reason) -> unreachable(url, reason);
    };
  }

  private static Loading unreachable(URI url, Reason why) {
    return new Loading.NotNow(new AttachmentFault.AttachmentUnreachable(url.getHost(), why));
  }

  private Loading answered(AttachedFile file, String host, HttpAnswer answer) {
    if (answer.status() != OK) {
      AttachmentFault fault = new AttachmentFault.AttachmentNotServed(host, answer.status());
      return answer.status() >= 500 || answer.status() == TOO_MANY
          ? new Loading.NotNow(fault)
          : new Loading.Never(fault);
    }
    if (answer.cut()) {
      return new Loading.Never(
          new AttachmentFault.AttachmentServedTooLarge(
              host, AttachmentSettings.words(settings.largestFile())));
    }
    String type = type(answer);
    if (!fits(type, file.mediaType())) {
      return new Loading.Never(
          new AttachmentFault.AttachmentTypeOther(host, type, file.mediaType()));
    }
    return answer.body().length == 0
        ? new Loading.NotNow(new AttachmentFault.AttachmentEmpty())
        : loaded(file, answer.body());
  }

  /**
   * A server that does not know the type says so. One that says another type serves something else:
   * most often the page where people sign in.
   */
  private static boolean fits(String served, String expected) {
    boolean bothText = served.equals("text/plain") && expected.startsWith("text/");
    return served.equals(expected)
        || served.equals(ANY_TYPE)
        || served.equals("binary/octet-stream")
        || bothText;
  }

  private static String type(HttpAnswer answer) {
    String header = answer.headers().getOrDefault("content-type", ANY_TYPE);
    return header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static Loading loaded(AttachedFile file, byte[] bytes) {
    return new Loading.Loaded(
        List.of(new Content.Attachment(file.name(), file.mediaType(), file.contentId(), bytes)));
  }

  @Override
  public void destroy() {
    http.close();
  }
}

package dev.herald.channels.bounce;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message/delivery-status says of one recipient (RFC 3464).
 *
 * @param recipients the address as it was written to, and as it was in the end
 * @param action {@code failed}, {@code delayed}, {@code delivered}, {@code relayed}, {@code
 *     expanded}
 * @param status {@code 5.1.1}
 * @param diagnostic the server's own words
 */
record DeliveryStatus(
    List<String> recipients, String action, @Nullable String status, @Nullable String diagnostic) {
  /** RFC 3463: of the address, and of a mailbox that is switched off. */
  private static final Pattern DEAD = Pattern.compile("5\\.(1\\.(1|2|3|6|10)|2\\.1)");

  static boolean isDead(@Nullable String status) {
    return status != null && DEAD.matcher(status).matches();
  }

  /** Those of each recipient; the first group of fields is about the mail as a whole. */
  static List<DeliveryStatus> read(InputStream part) throws IOException, MessagingException {
    List<DeliveryStatus> found = new ArrayList<>();
    for (String group : groups(part)) {
      InternetHeaders fields =
          new InternetHeaders(
              new ByteArrayInputStream(group.getBytes(StandardCharsets.UTF_8)), true);
      field(fields, "Action").ifPresent(action -> found.add(of(fields, action)));
    }
    return found;
  }

  private static DeliveryStatus of(InternetHeaders fields, String action) {
    List<String> recipients = new ArrayList<>();
    for (String name : List.of("Original-Recipient", "Final-Recipient")) {
      field(fields, name).map(DeliveryStatus::typed).ifPresent(recipients::add);
    }
    return new DeliveryStatus(
        recipients,
        action.toLowerCase(Locale.ROOT),
        field(fields, "Status").map(status -> status.split("\\s", 2)[0]).orElse(null),
        field(fields, "Diagnostic-Code").map(DeliveryStatus::typed).orElse(null));
  }

  private static Optional<String> field(InternetHeaders fields, String name) {
    return Optional.ofNullable(fields.getHeader(name, null))
        .map(value -> value.replaceAll("\\s+", " ").strip())
        .filter(value -> !value.isEmpty());
  }

  /** Without its type: {@code rfc822; li@example.com}. */
  private static String typed(String value) {
    return value.substring(value.indexOf(';') + 1).strip().replaceAll("^<|>$", "");
  }

  private static List<String> groups(InputStream part) throws IOException {
    List<String> groups = new ArrayList<>();
    StringBuilder group = new StringBuilder();
    BufferedReader lines = new BufferedReader(new InputStreamReader(part, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isBlank()) {
        groups.add(group.toString());
        group.setLength(0);
      } else {
        group.append(line).append("\r\n");
      }
    }
    groups.add(group.toString());
    return groups;
  }
}

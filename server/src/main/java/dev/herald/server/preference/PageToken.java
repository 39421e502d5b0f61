package dev.herald.server.preference;

import dev.herald.server.platform.vault.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What a link to a person's page says, signed: whose page, from a message of which topic and
 * channel, and until when. There is nothing in it that tells who the person is.
 *
 * @param topic empty: of none
 * @param channel empty: of none
 */
record PageToken(Person person, String topic, String channel, Instant until) {
  private static final String DOMAIN = "preference link";
  private static final byte VERSION = 1;
  private static final int CODE_BYTES = 16;
  private static final int IDS_BYTES = 4 * Long.BYTES;
  private static final int FIXED_BYTES = 1 + Integer.BYTES + IDS_BYTES;
  private static final int LONGEST = 400;
  private static final long HOUR = Duration.ofHours(1).toSeconds();

  String signed(Vault vault) {
    byte[] names = (channel + "\n" + topic).getBytes(StandardCharsets.UTF_8);
    ByteBuffer content = ByteBuffer.allocate(FIXED_BYTES + names.length + CODE_BYTES);
    content.put(VERSION).putInt((int) (until.getEpochSecond() / HOUR));
    put(content, person.tenantId());
    put(content, person.key());
    content.put(names);
    byte[] whole = content.array();
    content.put(code(vault, whole));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /** Empty when nobody with this server's key made it. */
  static Optional<PageToken> read(Vault vault, String text) {
    try {
      byte[] whole = text.length() > LONGEST ? new byte[0] : Base64.getUrlDecoder().decode(text);
      int end = whole.length - CODE_BYTES;
      if (end < FIXED_BYTES
          || whole[0] != VERSION
          || !MessageDigest.isEqual(
              code(vault, whole), Arrays.copyOfRange(whole, end, whole.length))) {
        return Optional.empty();
      }
      ByteBuffer content = ByteBuffer.wrap(whole, 1, end - 1);
      Instant until = Instant.ofEpochSecond(content.getInt() * HOUR);
      Person person = new Person(id(content), id(content));
      String[] names =
          new String(whole, FIXED_BYTES, end - FIXED_BYTES, StandardCharsets.UTF_8).split("\n", -1);
      return names.length == 2
          ? Optional.of(new PageToken(person, names[1], names[0], until))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static byte[] code(Vault vault, byte[] whole) {
    byte[] content = Arrays.copyOf(whole, whole.length - CODE_BYTES);
    return Arrays.copyOf(vault.authenticationCode(DOMAIN, content), CODE_BYTES);
  }

  private static void put(ByteBuffer content, UUID id) {
    content.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID id(ByteBuffer content) {
    return new UUID(content.getLong(), content.getLong());
  }

  /** It opens a person's page. */
  @Override
  public String toString() {
    return "page token until " + until;
  }
}

package dev.herald.channels.smtp;

import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Takes a mail as it is written, and digests its body in the form that DKIM calls relaxed: spaces
 * as one, none at the end of a line, no empty lines at the end. Keeps no more than a buffer of it,
 * since a mail with files is large.
 */
final class RelaxedBody extends OutputStream {
  private static final String END_OF_HEADER = "\r\n\r\n";

  private final MessageDigest digest;
  private final byte[] buffer = new byte[8_192];
  private int buffered;
  private int endOfHeader;
  private int lineEnds;
  private boolean space;
  private boolean afterReturn;
  private boolean hasWords;

  RelaxedBody(MessageDigest digest) {
    this.digest = digest;
  }

  @Override
  public void write(int octet) {
    char c = (char) (octet & 0xff);
    if (endOfHeader < END_OF_HEADER.length()) {
      skipHeader(c);
      return;
    }
    boolean secondHalf = c == '\n' && afterReturn;
    afterReturn = c == '\r';
    switch (c) {
      case '\r', '\n' -> {
        space = false;
        lineEnds += secondHalf ? 0 : 1;
      }
      case ' ', '\t' -> space = true;
      default -> takeWord(c);
    }
  }

  @Override
  public void write(byte[] octets, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(octets[i]);
    }
  }

  private void skipHeader(char c) {
    boolean fits = c == END_OF_HEADER.charAt(endOfHeader);
    endOfHeader = fits ? endOfHeader + 1 : c == '\r' ? 1 : 0;
  }

  private void takeWord(char c) {
    for (; lineEnds > 0; lineEnds--) {
      put('\r');
      put('\n');
    }
    if (space) {
      put(' ');
      space = false;
    }
    put(c);
    hasWords = true;
  }

  private void put(char c) {
    if (buffered == buffer.length) {
      digest.update(buffer);
      buffered = 0;
    }
    buffer[buffered] = (byte) c;
    buffered++;
  }

  /** Of what was written. */
  byte[] hash() {
    if (hasWords) {
      put('\r');
      put('\n');
    }
    digest.update(buffer, 0, buffered);
    return digest.digest();
  }
}

package dev.herald.server.platform.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Passes a text on, and tells whether the last character of it stood between quotes. */
final class QuoteWatch extends FilterReader {
  private enum Place {
    BEGIN,
    PLAIN,
    QUOTED,
    /** After a quote that ends a cell, unless another one follows. */
    CLOSED
  }

  private final char delimiter;
  private Place place = Place.BEGIN;

  QuoteWatch(Reader text, char delimiter) {
    super(text);
    this.delimiter = delimiter;
  }

  boolean isQuoted() {
    return place == Place.QUOTED;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      pass((char) read);
    }
    return read;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    for (int i = offset; i < offset + count; i++) {
      pass(into[i]);
    }
    return count;
  }

  private void pass(char each) {
    place =
        switch (place) {
          case QUOTED -> each == '"' ? Place.CLOSED : Place.QUOTED;
          case PLAIN -> outside(each);
          case BEGIN, CLOSED -> each == '"' ? Place.QUOTED : outside(each);
        };
  }

  private Place outside(char each) {
    return each == delimiter || each == '\n' || each == '\r' ? Place.BEGIN : Place.PLAIN;
  }
}

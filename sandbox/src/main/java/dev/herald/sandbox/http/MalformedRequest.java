package dev.herald.sandbox.http;

import java.io.IOException;

/** The caller doesn't speak HTTP/1.1, or sends more than is read. */
final class MalformedRequest extends IOException {
  private static final long serialVersionUID = 1;

  MalformedRequest(String what) {
    super(what);
  }
}

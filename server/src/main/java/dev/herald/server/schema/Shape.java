package dev.herald.server.schema;

import java.util.Map;

/** What a schema says of a variable that rendering and masking must know. */
public sealed interface Shape {
  /** Masked wherever variables are shown. */
  boolean secret();

  /** An object with named variables. */
  record Fields(Map<String, Shape> byName, boolean secret) implements Shape {}

  /** A list. */
  record Items(Shape each, boolean secret) implements Shape {}

  /**
   * A single value.
   *
   * @param link it is a web, mail or telephone address that may be followed
   * @param search messages are found by it
   */
  record Leaf(Format format, boolean link, boolean secret, boolean search) implements Shape {}
}

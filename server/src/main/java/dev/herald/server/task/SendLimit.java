package dev.herald.server.task;

import java.util.List;

/**
 * Whom a message may reach at most, as the key that it was submitted with says. What is made of the
 * message later, by falling back or resending, keeps it.
 *
 * @param guests of {@link Kind#GUESTS}: addresses in their common form
 */
public record SendLimit(Kind kind, List<String> guests) {
  /** Of a test key. */
  public static final SendLimit STAND_INS = new SendLimit(Kind.STAND_INS, List.of());

  /** Who is reached. */
  public enum Kind {
    /** The stand-in providers, and nobody else. */
    STAND_INS,
    /** The addresses that are listed. */
    GUESTS
  }

  public SendLimit {
    guests = List.copyOf(guests);
  }

  public static SendLimit to(List<String> guests) {
    return new SendLimit(Kind.GUESTS, guests);
  }

  /**
   * @param address in its common form; empty: only the source knows where it goes
   */
  boolean admits(String address) {
    return switch (kind) {
      case STAND_INS -> true;
      case GUESTS -> guests.contains(address);
    };
  }

  /** Without the addresses. */
  @Override
  public String toString() {
    return kind.toString();
  }
}

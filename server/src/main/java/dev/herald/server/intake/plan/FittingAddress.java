package dev.herald.server.intake.plan;

import dev.herald.channel.Destination;
import dev.herald.server.directory.Addresses;
import dev.herald.server.platform.problem.FieldError;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which of a person's addresses a message goes to, where a channel's sources take several kinds.
 */
sealed interface FittingAddress {

  record Found(Destination destination) implements FittingAddress {}

  /**
   * @param error its field is empty: put it within the one that the kind is written in
   */
  record Wrong(Destination.Kind kind, FieldError error) implements FittingAddress {}

  /** The person has none of these kinds. */
  record Missing() implements FittingAddress {}

  /**
   * The first that is there and right; a wrong one matters only where no other is right.
   *
   * @param kinds in the order to look for
   * @param address the person's of a kind; null when there is none
   */
  static FittingAddress of(
      List<Destination.Kind> kinds,
      Function<Destination.Kind, Addresses.@Nullable Parsed> address) {
    FittingAddress found = new Missing();
    for (Destination.Kind kind : kinds) {
      switch (address.apply(kind)) {
        case Addresses.Parsed.Right(Destination right) -> {
          return new Found(right);
        }
        case Addresses.Parsed.Wrong(FieldError error) -> found = new Wrong(kind, error);
        case null -> {}
      }
    }
    return found;
  }
}

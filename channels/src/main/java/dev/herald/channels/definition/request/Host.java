package dev.herald.channels.definition.request;

import dev.herald.channel.Fault;
import dev.herald.channels.expression.Shape;
import java.util.List;
import java.util.regex.Pattern;

/** Whom a definition calls, and so whose fault it is when nobody answers or the call is refused. */
public enum Host {
  /** The provider: one for all messages of a source. */
  PROVIDER,
  /** The receiver that the destination names: it speaks for itself alone. */
  DESTINATION;

  private static final Pattern BEFORE_PATH = Pattern.compile("\\s*(https?://)?[^/?#]*");

  /** Whether the address is the destination's up to its path. */
  static Host of(Shape url) {
    StringBuilder before = new StringBuilder();
    for (Shape part : url instanceof Shape.Text(List<Shape> parts) ? parts : List.of(url)) {
      if (!BEFORE_PATH.matcher(before).matches()) {
        return PROVIDER;
      }
      if (part.reads().contains("destination")) {
        return DESTINATION;
      }
      before.append(part instanceof Shape.Constant(Object constant) ? constant : "");
    }
    return PROVIDER;
  }

  /**
   * @param fault as it would be of a provider
   */
  public Fault blame(Fault fault) {
    return this == DESTINATION && fault.isShared() ? Fault.DESTINATION : fault;
  }
}

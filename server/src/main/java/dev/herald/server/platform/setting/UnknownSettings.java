package dev.herald.server.platform.setting;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings are written that nothing reads. */
final class UnknownSettings extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param written as it stands there
   * @param place where it stands
   * @param meant the setting that it is near to; null when there is none
   */
  record Unknown(String written, String place, @Nullable String meant) {
    @Override
    public String toString() {
      return "'%s' (%s) is not a setting%s"
          .formatted(written, place, meant == null ? "" : "; did you mean '%s'?".formatted(meant));
    }
  }

  UnknownSettings(List<Unknown> unknown) {
    super(
        unknown.stream().map(Unknown::toString).collect(Collectors.joining("\n")),
        null,
        false,
        false);
  }
}

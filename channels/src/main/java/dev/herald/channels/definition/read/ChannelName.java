package dev.herald.channels.definition.read;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.channels.definition.text.Section.Misfit;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.FormWrong.Form;
import java.util.Locale;
import java.util.Set;

/** Reads a channel's name, by which a message's entry of {@code to} may give an address. */
public final class ChannelName {
  private static final Set<String> TAKEN = Set.of("recipient", "data", "locale");
  private static final Set<String> ADDRESSES = Set.of("email", "phone", "url");

  private ChannelName() {}

  /**
   * @throws Misfit when it is no name, or such an entry has a member of that name that means
   *     something else
   */
  public static Channel parse(String name, Destination.Kind destination) throws Misfit {
    boolean ofOtherKind =
        ADDRESSES.contains(name) && !name.equals(destination.name().toLowerCase(Locale.ROOT));
    if (TAKEN.contains(name) || ofOtherKind) {
      throw new Misfit(new DefinitionReason.ChannelTaken(name));
    }
    try {
      return new Channel(name);
    } catch (IllegalArgumentException _) {
      throw new Misfit(new DefinitionReason.FormWrong(Form.LOWER_CASE));
    }
  }
}

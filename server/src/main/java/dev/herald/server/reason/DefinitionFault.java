package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a connector's definition, or why a source can't work with one. */
public sealed interface DefinitionFault extends Reason {

  /**
   * A mistake in the text.
   *
   * @param mistake what kind of mistake it is
   * @param line counted from 1
   * @param column counted from 1
   * @param path of what is wrong; null for the whole text
   * @param allowed the names that could stand there, where it is a choice of names
   * @param why what is wrong and what would be right
   */
  record DefinitionWrong(
      String mistake, int line, int column, @Nullable String path, List<String> allowed, Reason why)
      implements DefinitionFault {}

  record DefinitionNamedOtherwise(String connector, String named) implements DefinitionFault {}

  record DefinitionTooLong(int most) implements DefinitionFault {}

  /**
   * A source goes on with an earlier definition.
   *
   * @param used what it works with
   * @param newest what it can't work with
   */
  record DefinitionHeld(String connector, String used, String newest) implements DefinitionFault {}

  /** No definition that there is can serve the source. */
  record DefinitionUnfit(String connector) implements DefinitionFault {}

  /** What defined the connector was taken away. */
  record ConnectorGone(String connector) implements DefinitionFault {}

  record ChannelMoved(String channel) implements DefinitionFault {}

  record SecretUncovered() implements DefinitionFault {}

  record SecretElsewhere() implements DefinitionFault {}
}

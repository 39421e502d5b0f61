package dev.herald.server.limit;

import dev.herald.channel.SendResult;

/** The right to one call to a source; closing it lets the next message in. */
public interface CallPermit extends AutoCloseable {
  /** To a stand-in for the source's provider: it says nothing of the source, and takes no turn. */
  CallPermit FREE =
      new CallPermit() {
        @Override
        public int more(int messages) {
          return messages;
        }

        @Override
        public void calls() {}

        @Override
        public void answered(SendResult answer) {}

        @Override
        public void close() {}
      };

  /**
   * The call is to be for more messages than one.
   *
   * @param messages how many more, at most
   * @return how many more the caps that count messages leave
   */
  int more(int messages);

  /** The call begins now. */
  void calls();

  void answered(SendResult answer);

  @Override
  void close();
}

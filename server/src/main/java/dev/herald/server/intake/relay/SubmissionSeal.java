package dev.herald.server.intake.relay;

import dev.herald.server.platform.vault.Vault;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Submission;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Submissions as they stand in a topic: sealed to their lane, all of them. */
@Component
@ConditionalOnKafka
class SubmissionSeal {
  private static final ObjectNode ELSEWHERE = JsonNodeFactory.instance.objectNode();

  private final Vault vault;
  private final JsonMapper json;

  SubmissionSeal(Vault vault, JsonMapper json) {
    this.vault = vault;
    this.json = json;
  }

  /**
   * What is sealed.
   *
   * @param data the variables of messages; many have the same
   * @param places for each message, where its own stand among them
   */
  private record Written(
      UUID request,
      UUID application,
      @Nullable Key key,
      List<NewMessage> messages,
      List<Submission.Repeat> repeats,
      List<ObjectNode> data,
      List<Integer> places,
      boolean owed) {}

  private record Key(UUID key, UUID requestHash) {}

  byte[] seal(Relay.Handed handed) {
    Submission submission = handed.submission();
    List<NewMessage> messages = new ArrayList<>(submission.messages().size());
    List<ObjectNode> data = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    Map<ObjectNode, Integer> known = new IdentityHashMap<>();
    for (NewMessage message : submission.messages()) {
      places.add(
          known.computeIfAbsent(
              message.context().data(),
              fresh -> {
                data.add(fresh);
                return data.size() - 1;
              }));
      messages.add(message.with(message.context().with(ELSEWHERE)));
    }
    Submission.IdempotencyKey key = submission.key();
    return vault.seal(
        json.writeValueAsBytes(
            new Written(
                submission.requestId(),
                submission.applicationId(),
                key == null ? null : new Key(key.key(), key.requestHash()),
                messages,
                submission.repeats(),
                data,
                places,
                handed.owed())),
        context(handed.lane()));
  }

  /**
   * @throws Vault.Unopened when it was written by a process with another key, or for another lane
   */
  Relay.Handed open(String lane, byte[] sealed) {
    Written written = json.readValue(vault.open(sealed, context(lane)), Written.class);
    List<NewMessage> messages = new ArrayList<>(written.messages.size());
    for (int i = 0; i < written.messages.size(); i++) {
      NewMessage message = written.messages.get(i);
      MessageContext context = message.context().with(written.data.get(written.places.get(i)));
      messages.add(message.with(context));
    }
    return new Relay.Handed(
        lane,
        new Submission(
            written.request,
            written.application,
            written.key == null
                ? null
                : new Submission.IdempotencyKey(written.key.key, written.key.requestHash),
            messages,
            written.repeats),
        written.owed);
  }

  private static byte[] context(String lane) {
    return ("submission in the topic of lane " + lane).getBytes(StandardCharsets.UTF_8);
  }
}

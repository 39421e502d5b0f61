package dev.herald.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.channel.Reason;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a topic hears, whichever broker it is at. */
@HeraldTest
@TestPropertySource(properties = "herald.sandbox=true")
class AnswerTopicIT {
  @Autowired Environment environment;
  @Autowired Answers answers;
  @Autowired SubscriptionRows subscriptions;

  /** Takes everything. */
  private static final class Taken implements AnswerTopic {
    private final Queue<JsonNode> events = new ConcurrentLinkedQueue<>();

    @Override
    public List<@Nullable Reason> write(List<TopicEvent> some) {
      some.forEach(event -> events.add(JsonMapper.shared().readTree(event.body())));
      return Collections.nCopies(some.size(), null);
    }

    List<String> typesAbout(String message) {
      return events.stream()
          .filter(event -> event.path("subject").asString("").equals(message))
          .map(event -> event.path("type").asString())
          .sorted()
          .toList();
    }

    @Override
    public void close() {}
  }

  @Test
  void the_first_message_of_an_application_that_is_made_later_is_told() {
    Taken topic = new Taken();
    answers.write("young", "queue-young", topic);

    Api administrator = Api.administrator(environment);
    put(administrator, "/v1/tenants/acme", "{'name': 'Acme', 'locale': 'en', 'zone': 'UTC'}");
    put(administrator, "/v1/sources/inbox", "{'connector': 'inbox'}");
    put(administrator, "/v1/tenants/acme/recipients/e-1", "{'name': 'Zhang San'}");
    administrator.asApplication("young");
    put(
        administrator,
        "/v1/applications/young/nodes/note",
        """
        {'name': 'N', 'plan': 'inbox', 'locale': 'en', 'schema': {'type': 'object'},
         'templates': [{'channel': 'inbox', 'content': {'text': 'x'}}]}
        """);
    Api.Answer sent =
        administrator.post(
            "/v1/messages",
            """
            {"application": "young", "node": "note", "tenant": "acme",
             "to": [{"recipient": "e-1"}]}
            """);
    assertThat(sent.status()).as(sent.toString()).isEqualTo(202);

    String message = sent.json().at("/messages/0/id").asString();
    await().until(() -> topic.typesAbout(message).contains("dev.herald.message.accepted"));
    subscriptions.forgetUnwanted();
    assertThat(
            administrator
                .get("/v1/applications/young/subscriptions/queue-young")
                .json()
                .path("way")
                .asString())
        .isEqualTo("TOPIC");
  }

  private static void put(Api administrator, String path, String json) {
    Api.Answer answer = administrator.put(path, json.replace('\'', '"'));
    assertThat(answer.status()).as(answer.toString()).isLessThan(300);
  }
}

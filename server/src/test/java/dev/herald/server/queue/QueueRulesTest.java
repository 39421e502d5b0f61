package dev.herald.server.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.herald.server.platform.problem.RequestProblem;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.json.JsonMapper;

/** What is inside a record, who signed it, and when a broker's client is there at all. */
class QueueRulesTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnQueue("kafka")
  static class Client {}

  private final ApplicationContextRunner context =
      new ApplicationContextRunner().withUserConfiguration(Client.class);

  @Test
  void a_brokers_client_is_there_only_where_a_queue_of_its_kind_is_configured() {
    context.run(none -> assertThat(none).doesNotHaveBean(Client.class));
    context
        .withPropertyValues("herald.queues.a.kind=other", "herald.queues.a.topic=t")
        .run(other -> assertThat(other).doesNotHaveBean(Client.class));
    context
        .withPropertyValues("herald.queues.a.kind=other", "herald.queues.b.kind=kafka")
        .run(one -> assertThat(one).hasSingleBean(Client.class));
  }

  private static Binding binding(@Nullable String application, Map<String, String> signers) {
    return new Binding(
        "kafka",
        "localhost:9092",
        "t",
        null,
        "herald",
        application,
        signers,
        1,
        500,
        Map.of(),
        null);
  }

  @Test
  void a_queue_says_in_one_way_who_sends() {
    assertThat(binding("esop", Map.of()).toString()).doesNotContain("secret");
    assertThat(binding(null, Map.of("esop", "secret")).toString()).doesNotContain("secret");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> binding(null, Map.of()))
        .withMessageContaining("'application'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> binding("esop", Map.of("esop", "secret")))
        .withMessageContaining("'signers'");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Binding(
                "kafka",
                "localhost:9092",
                "t",
                null,
                "herald",
                null,
                Map.of("esop", "secret"),
                1,
                500,
                Map.of(),
                "answers"))
        .withMessageContaining("'answers'");
  }

  @Test
  void a_signature_is_of_application_key_and_body() {
    Signature signature = new Signature("secret");
    byte[] body = "{}".getBytes(UTF_8);
    String right = signature.text("esop", "k", body);

    assertThat(right).matches("v1=[0-9a-f]{64}");
    assertThat(signature.isOf("esop", "k", body, right)).isTrue();
    assertThat(signature.isOf("esop", null, body, right)).isFalse();
    assertThat(signature.isOf("payroll", "k", body, right)).isFalse();
    assertThat(signature.isOf("esop", "k", "{ }".getBytes(UTF_8), right)).isFalse();
    assertThat(signature.isOf("esop", "k", body, null)).isFalse();
    assertThat(new Signature("other").isOf("esop", "k", body, right)).isFalse();
  }

  @Test
  void the_documents_queues_are_right() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "send-from-a-queue.md"));
    List<Binding> queues =
        Pattern.compile("(?m)^```yaml\\n(.*?)^```$", Pattern.DOTALL)
            .matcher(page)
            .results()
            .flatMap(block -> queues(block.group(1)).values().stream())
            .toList();

    assertThat(queues).extracting(Binding::kind).contains("kafka", "rabbitmq", "rocketmq");
    assertThat(queues).allMatch(queue -> queue.from() != null);
    assertThat(page.lines().filter(line -> line.startsWith("| `")))
        .as("each setting has its line")
        .extracting(line -> line.split("`")[1])
        .containsAll(
            Arrays.stream(Binding.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
  }

  private static Map<String, Binding> queues(String yaml) {
    YamlPropertiesFactoryBean read = new YamlPropertiesFactoryBean();
    read.setResources(new ByteArrayResource(yaml.getBytes(UTF_8)));
    Properties settings = Objects.requireNonNull(read.getObject());
    return new Binder(
            ConfigurationPropertySources.from(new PropertiesPropertySource("it", settings)))
        .bind("herald", QueueSettings.class)
        .get()
        .queues();
  }

  @Test
  void a_rate_is_of_the_last_minute() {
    AtomicLong now = new AtomicLong(1_800_000_000);
    LastMinute minute = new LastMinute(() -> Instant.ofEpochSecond(now.get()));
    minute.add(5);
    now.addAndGet(59);
    minute.add(2);

    assertThat(minute.count()).isEqualTo(7);
    now.addAndGet(1);
    assertThat(minute.count()).isEqualTo(2);
    now.addAndGet(3_600);
    assertThat(minute.count()).isZero();
  }

  private static CloudEvent in(String body, Map<String, String> headers) {
    return CloudEvent.in(new QueueRecord("t/0/1", "t/0/1", headers, body.getBytes(UTF_8)), JSON);
  }

  @Test
  void a_submission_stands_alone_or_in_an_event() {
    assertThat(in("{}", Map.of()).identity()).isNull();
    CloudEvent binary =
        in("{\"a\": 1}", Map.of("ce_specversion", "1.0", "ce_id", "7", "ce_source", "/s"));
    CloudEvent structured =
        in(
            "{\"specversion\": \"1.0\", \"id\": \"7\", \"source\": \"/s\", \"data\": {\"a\": 1}}",
            Map.of("content-type", "application/cloudevents+json"));
    CloudEvent encoded =
        in(
            "{\"specversion\": \"1.0\", \"id\": \"7\", \"source\": \"/s\", \"data_base64\":"
                + " \"eyJhIjoxfQ==\"}",
            Map.of("content-type", "application/cloudevents+json"));

    assertThat(binary.identity()).isEqualTo(structured.identity()).isEqualTo(encoded.identity());
    assertThat(JSON.readTree(binary.submission()))
        .isEqualTo(JSON.readTree(structured.submission()))
        .isEqualTo(JSON.readTree(encoded.submission()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"specversion\": \"1.0\", \"id\": \"7\", \"data\": {}} | source",
        "{\"specversion\": \"1.0\", \"source\": \"/s\", \"data\": {}} | id",
        "{\"specversion\": \"0.3\", \"id\": \"7\", \"source\": \"/s\", \"data\": {}} | specversion",
        "{\"specversion\": \"1.0\", \"id\": \"7\", \"source\": \"/s\"} | data",
        "{\"specversion\": \"1.0\", \"id\": \"7\", \"source\": \"/s\", \"data_base64\": \"*\"} |"
            + " data_base64"
      })
  void an_event_that_is_not_right_is_told_by_its_attribute(String body, String attribute) {
    assertThatExceptionOfType(RequestProblem.Invalid.class)
        .isThrownBy(() -> in(body, Map.of("content-type", "application/cloudevents+json")))
        .satisfies(invalid -> assertThat(invalid.errors().getFirst().field()).isEqualTo(attribute));
  }
}

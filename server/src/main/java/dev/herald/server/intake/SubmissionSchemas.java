package dev.herald.server.intake;

import dev.herald.server.attachment.FileName;
import dev.herald.server.directory.ChannelNames;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * What {@link RequestReader} takes, for the OpenAPI document. Addresses may have the name of any
 * channel, so the schema of a recipient is open; a name that is none is refused with the nearest
 * right one.
 */
@Component
class SubmissionSchemas implements OpenApiCustomizer {
  static final String SUBMISSION = "Submission";
  static final String LINE = "BulkLine";

  /** A moment, or a time of a day. */
  static final String SEND_TIME = "SendTime";

  private static final String RECIPIENT = "SubmissionRecipient";
  private static final String ATTACHMENT = "Attachment";
  private static final int LONGEST_ADDRESS = 2_048;
  private static final int LONGEST_CODE = 64;
  private static final int LONGEST_KEY = 255;

  @Override
  public void customise(OpenAPI document) {
    document
        .getComponents()
        .addSchemas(SEND_TIME, sendTime())
        .addSchemas(ATTACHMENT, attachment())
        .addSchemas(RECIPIENT, recipient())
        .addSchemas(SUBMISSION, submission())
        .addSchemas(LINE, line());
  }

  private static Schema<?> submission() {
    Schema<?> submission =
        new ObjectSchema()
            .description("One message to up to 1,000 recipients")
            .addProperty("node", code("Which event", "login.code"))
            .addProperty("tenant", code("Whose people", "hengtong"))
            .addProperty("to", to())
            .addProperty("data", data("Variables for everyone"))
            .addProperty("channels", channels())
            .addProperty(
                "attachments",
                attachments("Files that go with emails to everyone; other channels have none"))
            .addProperty("reference", reference("The caller's own name of its messages"))
            .addProperty(
                "orderingKey",
                new StringSchema()
                    .minLength(1)
                    .maxLength(References.LONGEST)
                    .description(
                        "Of messages to a feed with the same key one is out at a time, in the order"
                            + " they were accepted in")
                    .example("grant-8841"))
            .addProperty("at", new Schema<>().$ref("#/components/schemas/" + SEND_TIME))
            .addProperty(
                "expiresIn",
                new StringSchema()
                    .pattern("^[0-9]+(ms|s|m|h|d)$")
                    .example("24h")
                    .description("Worth sending so long after at, or after now"))
            .addProperty(
                "application", code("Whose message it is; people say it, a key knows it", "esop"));
    submission.setRequired(List.of("node", "tenant", "to"));
    submission.setAdditionalProperties(false);
    submission.setExample(
        Map.of(
            "node",
            "login.code",
            "tenant",
            "hengtong",
            "to",
            List.of(Map.of("phone", "13800138000")),
            "data",
            Map.of("code", "314159"),
            "reference",
            "LOGIN-8841"));
    return submission;
  }

  private static Schema<?> attachments(String description) {
    return new ArraySchema()
        .items(new Schema<>().$ref("#/components/schemas/" + ATTACHMENT))
        .description(description);
  }

  private static Schema<?> attachment() {
    Schema<?> attachment =
        new ObjectSchema()
            .description("A file by file or by url")
            .addProperty(
                "file",
                new StringSchema().format("uuid").description("Of POST /v1/files, as its id"))
            .addProperty(
                "url",
                new StringSchema()
                    .format("uri")
                    .maxLength(LONGEST_ADDRESS)
                    .description("Where it is fetched when the message is sent")
                    .example("https://bills.example.com/2026-11/8841.pdf"))
            .addProperty(
                "name",
                new StringSchema()
                    .minLength(1)
                    .maxLength(FileName.LONGEST)
                    .description("As the reader sees it; needed with url, whose type it says")
                    .example("2026-11.pdf"))
            .addProperty(
                "contentId",
                new StringSchema()
                    .pattern("^[A-Za-z0-9._-]{1,64}$")
                    .description("Of a picture that the template shows as cid:…")
                    .example("logo"));
    attachment.setAdditionalProperties(false);
    return attachment;
  }

  private static Schema<?> sendTime() {
    Schema<?> ofDay =
        new ObjectSchema()
            .addProperty(
                "time",
                new StringSchema().pattern("^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$").example("09:00"))
            .addProperty(
                "date",
                new StringSchema()
                    .format("date")
                    .description("Left out: today, or tomorrow where that time is over"))
            .addProperty(
                "zone",
                new StringSchema()
                    .description(
                        "recipient: of the recipient, or else of its tenant; tenant; or an IANA"
                            + " name")
                    ._default("recipient")
                    .example("Asia/Shanghai"));
    ofDay.setRequired(List.of("time"));
    ofDay.setAdditionalProperties(false);
    Schema<?> time = new Schema<>();
    time.setDescription("Not before this time; at most 400 days away");
    time.setOneOf(List.of(new StringSchema().format("date-time"), ofDay));
    return time;
  }

  private static Schema<?> line() {
    Schema<?> line = submission();
    line.setDescription("A line of a bulk submission: as a single one, with its idempotency key");
    line.addProperty(
        "idempotencyKey",
        new StringSchema()
            .minLength(1)
            .maxLength(LONGEST_KEY)
            .description("As the header of a single submission"));
    return line;
  }

  private static Schema<?> to() {
    return new ArraySchema()
        .items(new Schema<>().$ref("#/components/schemas/" + RECIPIENT))
        .minItems(1)
        .maxItems(RequestReader.MOST_RECIPIENTS);
  }

  private static Schema<?> recipient() {
    Schema<?> recipient =
        new ObjectSchema()
            .description(
                "A recipient's code, addresses, or both. An address may also stand under the name"
                    + " of its channel.")
            .addProperty("recipient", code("A recipient's code", "E1001"))
            .addProperty("email", address("An email address", "li@example.com"))
            .addProperty("phone", address("A phone number", "138 0013 8000"))
            .addProperty("url", address("Of a webhook", "https://example.com/hook"))
            .addProperty("data", data("Over the variables for everyone"))
            .addProperty("attachments", attachments("Files beside those for everyone"))
            .addProperty("reference", reference("Over the one for everyone"))
            .addProperty("locale", new StringSchema().example("zh-CN").description("A BCP 47 tag"));
    for (String channel : ChannelNames.USUAL.stream().sorted().toList()) {
      if (!recipient.getProperties().containsKey(channel)) {
        recipient.addProperty(channel, address("An address of this channel", null));
      }
    }
    recipient.setAdditionalProperties(address("An address of the channel of this name", null));
    recipient.setMinProperties(1);
    return recipient;
  }

  private static Schema<?> code(String description, String example) {
    return new StringSchema()
        .minLength(1)
        .maxLength(LONGEST_CODE)
        .description(description)
        .example(example);
  }

  private static Schema<?> address(
      String description, @org.jspecify.annotations.Nullable String example) {
    return new StringSchema()
        .minLength(1)
        .maxLength(LONGEST_ADDRESS)
        .description(description)
        .example(example);
  }

  private static Schema<?> reference(String description) {
    return new StringSchema()
        .minLength(1)
        .maxLength(References.LONGEST)
        .description(description + ", such as the number of an order")
        .example("ORD-8841");
  }

  private static Schema<?> data(String description) {
    Schema<?> data = new ObjectSchema().description(description + ", as the node's schema says");
    data.setAdditionalProperties(true);
    return data;
  }

  private static Schema<?> channels() {
    return new ArraySchema()
        .items(new StringSchema().minLength(1).maxLength(LONGEST_CODE).example("sms"))
        .uniqueItems(true)
        .description("Some of the node's channels; left out or empty: all of its plan");
  }
}

package dev.herald.channels.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.SendResult;
import dev.herald.channel.mask.Mask;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.http.HttpAnswer;
import java.util.Map;

/** An operator's own chat, whose definition the tests of the vocabulary write on. */
final class OwnChat {
  static final String HEAD =
      """
      connector: own-chat
      channel: chat
      label: { en: Own chat }
      destination: user
      contents: [text, markdown, link, template]
      source: { token: { secret: true }, id: {} }
      """;
  static final String REQUEST =
      """
      request:
        post: https://chat.example.com/send
        json: { text: "${content.plain}", key: "${message.id}" }
      """;
  static final String ANSWER = "answer: { success: errcode }\nambiguous: hold\n";

  private OwnChat() {}

  static Definition definition(String yaml) throws DefinitionException {
    return Definition.read("own.yaml", yaml);
  }

  static Message message(Definition definition, Content content) {
    return BuiltIn.message(
        definition,
        Map.of("token", "s3cr3t-token"),
        content,
        new Destination(Destination.Kind.USER, "somebody"));
  }

  static SendResult judged(
      Definition definition, int status, String body, Map<String, String> headers) {
    Message message = message(definition, new Content.Text("hello"));
    Answer answer =
        Answer.of(
            new HttpAnswer(status, headers, body.getBytes(UTF_8), false),
            definition.scope(message, message.source().settings(), BuiltIn.NOW),
            Mask.of(definition.description(), message));
    return definition.protocol().answer().judge(answer, Host.PROVIDER, 1, BuiltIn.NOW);
  }
}

package dev.herald.channels.definition.receipt;

import dev.herald.channel.receipt.Callback;
import dev.herald.channels.definition.value.Json;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The body of a provider's call back: JSON, the fields of a form, or flat XML. */
final class CallbackBody {
  private static final List<String> SEALED = List.of("encrypt", "Encrypt");
  private static final String FORM = "application/x-www-form-urlencoded";

  private CallbackBody() {}

  /**
   * @return null when it is none of the three
   */
  static @Nullable Object read(Callback callback) {
    if (isForm(callback)) {
      return fields(callback);
    }
    byte[] body = callback.body();
    return body.length > 0 && body[0] == '<' ? xml(body) : Json.read(body);
  }

  private static boolean isForm(Callback callback) {
    return callback.headers().getOrDefault("content-type", "").startsWith(FORM);
  }

  private static Map<String, String> fields(Callback callback) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text(callback).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  /** What a sealed text is, once it is opened: JSON or flat XML. */
  static @Nullable Object read(String opened) {
    byte[] body = opened.getBytes(StandardCharsets.UTF_8);
    return body.length > 0 && body[0] == '<' ? xml(body) : Json.read(body);
  }

  /** The sealed text in a body, or of a question; empty: nothing is sealed. */
  static String sealed(Callback callback) {
    String asked = callback.query().get("echostr");
    if (callback.isQuestion()) {
      return asked == null ? "" : asked;
    }
    return read(callback) instanceof Map<?, ?> body
        ? SEALED.stream()
            .map(body::get)
            .filter(String.class::isInstance)
            .findFirst()
            .map(String::valueOf)
            .orElse("")
        : "";
  }

  static String text(Callback callback) {
    return new String(callback.body(), StandardCharsets.UTF_8);
  }

  /** The names of a form's fields, sorted, each with its value behind it; of others nothing. */
  static String sortedFields(Callback callback) {
    return isForm(callback)
        ? new TreeMap<>(fields(callback))
            .entrySet().stream()
                .map(field -> field.getKey() + field.getValue())
                .collect(Collectors.joining())
        : "";
  }

  /** The leaves by their names; without entities, and without whatever stands elsewhere. */
  private static @Nullable Object xml(byte[] body) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Map<String, Object> leaves = new LinkedHashMap<>();
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      Deque<StringBuilder> open = new ArrayDeque<>();
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> open.push(new StringBuilder());
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              append(open, reader.getText());
          case XMLStreamConstants.END_ELEMENT ->
              leaves.put(reader.getLocalName(), open.pop().toString().strip());
          default -> {}
        }
      }
    } catch (XMLStreamException _) {
      return null;
    }
    return leaves;
  }

  private static void append(Deque<StringBuilder> open, String text) {
    if (!open.isEmpty()) {
      open.getFirst().append(text);
    }
  }
}

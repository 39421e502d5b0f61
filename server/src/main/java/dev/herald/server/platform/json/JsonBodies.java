package dev.herald.server.platform.json;

import dev.herald.server.platform.problem.KeptText;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON into records, and names every value that does not fit instead of the first only. */
@Component
public final class JsonBodies {
  /** How many bytes a body, or a line of one, has at most. */
  public static final int LARGEST = 1 << 20;

  /** How Jackson begins to complain of a name that stands twice in an object. */
  private static final String DUPLICATE = "Duplicate ";

  private final JsonMapper json;

  /** Knows what follows a document from a name that stands twice in it. */
  private final ObjectReader trees;

  JsonBodies(JsonMapper json) {
    this.json = json;
    this.trees =
        json.reader()
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * A whole body.
   *
   * @param declared its length; negative when not said
   * @throws RequestProblem.TooLarge when it has more than {@link #LARGEST} bytes, of which no more
   *     are read
   * @throws RequestProblem.Malformed when it breaks off, or its chunks are not well-formed
   */
  public byte[] bytes(InputStream body, long declared) {
    if (declared > LARGEST) {
      throw tooLarge();
    }
    byte[] bytes;
    try {
      bytes = body.readNBytes(declared < 0 ? LARGEST + 1 : (int) declared);
    } catch (IOException _) {
      throw new RequestProblem.Malformed(new ProblemReason.BodyUnreadable());
    }
    if (bytes.length > LARGEST) {
      throw tooLarge();
    }
    return bytes;
  }

  private static RequestProblem.TooLarge tooLarge() {
    return new RequestProblem.TooLarge(new ProblemReason.BodyTooLarge(LARGEST));
  }

  /**
   * @throws RequestProblem.Malformed when it is no JSON
   * @throws RequestProblem.Invalid naming every unknown or mistyped field
   */
  public <T> T read(byte[] body, Class<T> type) {
    return read(body, json.constructType(type));
  }

  <T> T read(byte[] body, JavaType type) {
    requireText(body);
    return read(type, reader -> reader.readValue(body));
  }

  /**
   * @throws RequestProblem.Invalid naming every unknown or mistyped field
   */
  public <T> T read(JsonNode body, Class<T> type) {
    return read(json.constructType(type), reader -> reader.readValue(body));
  }

  /**
   * One JSON document as it is.
   *
   * @param mend what may take out characters that can't be kept, before they are refused
   * @throws RequestProblem.Malformed when it is none, or something follows it
   * @throws RequestProblem.Invalid when a field is there twice: one of them would be lost
   */
  public JsonNode tree(byte[] body, UnaryOperator<JsonNode> mend) {
    KeptText.requireUtf8(body);
    JsonNode tree = parsed(body);
    return JsonCharacters.areSuspect(body) ? JsonCharacters.require(mend.apply(tree)) : tree;
  }

  /**
   * Every text of every body passes here: what can't be kept is refused before anything reads it.
   */
  private void requireText(byte[] body) {
    KeptText.requireUtf8(body);
    if (JsonCharacters.areSuspect(body)) {
      JsonCharacters.require(parsed(body));
    }
  }

  private JsonNode parsed(byte[] body) {
    try (JsonParser parser = json.createParser(body)) {
      return tree(parser);
    } catch (StreamReadException e) {
      throw notJson(e);
    } catch (StreamConstraintsException e) {
      throw new RequestProblem.Malformed(new ProblemReason.BodyTooComplex());
    }
  }

  private JsonNode tree(JsonParser parser) {
    JsonNode tree;
    try {
      tree = trees.readTree(parser);
    } catch (DatabindException e) {
      throw twice(parser);
    }
    if (tree == null || tree.isMissingNode()) {
      throw new RequestProblem.Malformed(new ProblemReason.BodyEmpty());
    }
    if (parser.nextToken() != null) {
      throw new RequestProblem.Malformed(new ProblemReason.BodyContinues());
    }
    return tree;
  }

  private static RequestProblem.Invalid twice(JsonParser parser) {
    TokenStreamLocation at = parser.currentTokenLocation();
    return new RequestProblem.Invalid(
        JsonMismatches.path(parser), new FieldFault.FieldTwice(at.getLineNr(), at.getColumnNr()));
  }

  private static RequestProblem.Malformed notJson(StreamReadException e) {
    TokenStreamLocation at = e.getLocation();
    return new RequestProblem.Malformed(
        new ProblemReason.BodyNotJson(at.getLineNr(), at.getColumnNr()));
  }

  private interface Reading<T> {
    @Nullable T by(ObjectReader reader);
  }

  private <T> T read(JavaType type, Reading<T> reading) {
    JsonMismatches mismatches = new JsonMismatches();
    T value = null;
    try {
      value =
          reading.by(
              json.readerFor(type)
                  .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .withHandler(mismatches));
    } catch (InputCoercionException e) {
      mismatches.tooLarge(e);
    } catch (StreamReadException e) {
      throw e.getOriginalMessage().startsWith(DUPLICATE) && e.processor() instanceof JsonParser at
          ? twice(at)
          : notJson(e);
    } catch (StreamConstraintsException e) {
      throw new RequestProblem.Malformed(new ProblemReason.BodyTooComplex());
    } catch (DatabindException e) {
      mismatches.stopped(e);
    }
    mismatches.throwIfAny();
    if (value == null) {
      throw new RequestProblem.Invalid("", new FieldFault.BodyEmptyField());
    }
    return value;
  }
}

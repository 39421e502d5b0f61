package dev.herald.server.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON into records, and names every value that does not fit instead of the first only. */
@Component
public final class JsonBodies {
  private final JsonMapper json;

  JsonBodies(JsonMapper json) {
    this.json = json;
  }

  /**
   * @throws RequestProblem.Malformed when it is no JSON
   * @throws RequestProblem.Invalid naming every unknown or mistyped field
   */
  public <T> T read(byte[] body, Class<T> type) {
    return read(body, json.constructType(type));
  }

  <T> T read(byte[] body, JavaType type) {
    return read(type, reader -> reader.readValue(body));
  }

  /**
   * @throws RequestProblem.Invalid naming every unknown or mistyped field
   */
  public <T> T read(JsonNode body, Class<T> type) {
    return read(json.constructType(type), reader -> reader.readValue(body));
  }

  private interface Reading<T> {
    @Nullable T by(ObjectReader reader);
  }

  private <T> T read(JavaType type, Reading<T> reading) {
    JsonMismatches mismatches = new JsonMismatches();
    T value = null;
    try {
      value = reading.by(json.readerFor(type).withHandler(mismatches));
    } catch (StreamReadException e) {
      TokenStreamLocation at = e.getLocation();
      throw new RequestProblem.Malformed(
          "not JSON at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
    } catch (StreamConstraintsException e) {
      throw new RequestProblem.Malformed("nested too deep, or with a number or text too long");
    } catch (DatabindException e) {
      mismatches.stopped(e);
    }
    mismatches.throwIfAny();
    if (value == null) {
      throw new RequestProblem.Invalid("", "is empty", "a JSON object");
    }
    return value;
  }
}

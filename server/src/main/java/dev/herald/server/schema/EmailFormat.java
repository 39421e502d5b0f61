package dev.herald.server.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import dev.herald.channel.Destination;
import dev.herald.server.directory.Addresses;
import java.util.Locale;

/** {@code format: email} is what can be sent to, read in linear time. */
final class EmailFormat implements Format {
  @Override
  public String getName() {
    return "email";
  }

  @Override
  public boolean matches(ExecutionContext context, String value) {
    return value.equals(value.strip())
        && Addresses.parse(Destination.Kind.EMAIL, value, Locale.ROOT)
            instanceof Addresses.Parsed.Right;
  }
}

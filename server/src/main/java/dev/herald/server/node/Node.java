package dev.herald.server.node;

import dev.herald.server.schema.VariableSchema;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One business event of one application.
 *
 * @param code unique inside the application, for example {@code grant.vested}
 * @param lane the isolation class of its messages: {@code critical}, {@code normal}, {@code bulk}
 * @param dedupWindow the same content to the same destination within it is one message; zero: off
 * @param expiry how long a message is worth sending, from its acceptance
 * @param retention how long its messages are kept, in whole days; null: as long as usual
 * @param courtesy what it heeds of what people want
 * @param reachesSuppressed whether its messages go to addresses on the suppression list too
 * @param locale the language of last resort
 */
public record Node(
    UUID id,
    UUID applicationId,
    String code,
    String name,
    String lane,
    ChannelPlan plan,
    VariableSchema schema,
    Duration dedupWindow,
    @Nullable Duration expiry,
    @Nullable Duration retention,
    boolean reachesSuppressed,
    Courtesy courtesy,
    Locale locale) {}

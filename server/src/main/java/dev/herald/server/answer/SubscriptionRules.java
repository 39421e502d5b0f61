package dev.herald.server.answer;

import dev.herald.server.node.Nodes;
import dev.herald.server.platform.outgoing.OutgoingUrls;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a subscription must be like. */
@Component
class SubscriptionRules {
  static final int LONGEST_URL = 2_048;
  static final int MOST_NODES = 100;

  private final Nodes nodes;
  private final OutgoingUrls urls;

  SubscriptionRules(Nodes nodes, OutgoingUrls urls) {
    this.nodes = nodes;
    this.urls = urls;
  }

  /**
   * The same with nothing left out.
   *
   * @throws dev.herald.server.platform.problem.RequestProblem.Invalid naming every wrong field
   */
  SubscriptionSpec checked(UUID application, String code, SubscriptionSpec spec) {
    FieldErrors errors = new FieldErrors();
    errors.code("subscription", code);
    SubscriptionSpec checked =
        new SubscriptionSpec(
            url(errors.text("url", spec.url(), LONGEST_URL), errors),
            each(spec.types(), "types", errors, (field, type) -> type(field, type, errors)),
            each(
                limited(spec.nodes(), errors),
                "nodes",
                errors,
                (field, node) -> node(application, field, node, errors)),
            spec.enabled() == null || spec.enabled());
    errors.throwIfAny();
    return checked;
  }

  private String url(String written, FieldErrors errors) {
    if (!errors.isEmpty()) {
      return written;
    }
    URI url = urls.read("url", written, errors);
    return url == null ? written : url.toString();
  }

  private static @Nullable List<@Nullable String> limited(
      @Nullable List<@Nullable String> written, FieldErrors errors) {
    if (written != null && written.size() > MOST_NODES) {
      errors.add("nodes", new FieldFault.NumberOutOfRange(0, MOST_NODES));
      return null;
    }
    return written;
  }

  private static List<String> each(
      @Nullable List<@Nullable String> written,
      String field,
      FieldErrors errors,
      BiConsumer<String, String> check) {
    List<String> right = new ArrayList<>();
    List<@Nullable String> all = written == null ? List.of() : written;
    for (int i = 0; i < all.size() && !errors.isFull(); i++) {
      String place = "%s[%d]".formatted(field, i);
      String one = all.get(i);
      if (one == null) {
        errors.add(place, new FieldFault.ValueNull());
      } else if (right.contains(one)) {
        errors.add(place, new FieldFault.ItemTwice());
      } else {
        check.accept(place, one);
        right.add(one);
      }
    }
    return right;
  }

  private static void type(String field, String type, FieldErrors errors) {
    if (!AnswerTypes.ALL.contains(type)) {
      errors.add(field, new FieldFault.ChoiceWrong(AnswerTypes.ALL));
    }
  }

  private void node(UUID application, String field, String node, FieldErrors errors) {
    if (nodes.find(application, node).isEmpty()) {
      errors.add(field, new FieldFault.ThingUnknown(Thing.NODE.word(), node));
    }
  }
}

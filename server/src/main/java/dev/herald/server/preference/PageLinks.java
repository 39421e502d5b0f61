package dev.herald.server.preference;

import dev.herald.server.node.Node;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.platform.web.PublicUrl;
import dev.herald.server.task.NewMessage;
import dev.herald.server.template.language.PersonLinks;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the links by which people reach their pages, without a sign-in. */
@Component
public class PageLinks {
  static final String ROOT = "/p/";
  static final String UNSUBSCRIBE = "/unsubscribe";
  private static final String ENCRYPTED = "https://";

  private final Persons persons;
  private final Vault vault;
  private final PublicUrl url;
  private final PreferenceSettings settings;
  private final Clock clock;

  PageLinks(Persons persons, Vault vault, PublicUrl url, PreferenceSettings settings, Clock clock) {
    this.persons = persons;
    this.vault = vault;
    this.url = url;
    this.settings = settings;
    this.clock = clock;
  }

  /** What a message's template may name; none while the server does not know its address. */
  public PersonLinks of(NewMessage message, Node node) {
    Person person = persons.of(message);
    Optional<String> start = url.configured();
    if (person == null || start.isEmpty()) {
      return PersonLinks.NONE;
    }
    String page =
        start.get()
            + ROOT
            + token(person, node.courtesy().topic(), message.context().route().channel().name())
                .signed(vault);
    return new PersonLinks(page, node.courtesy().exempt() ? "" : page + UNSUBSCRIBE);
  }

  /**
   * What mailbox providers may post to (RFC 8058); null where a person can't unsubscribe: the node
   * is exempt, or the server's address is not known or not encrypted.
   */
  public @Nullable String oneClick(NewMessage message, Node node) {
    if (node.courtesy().exempt() || !url.configured().orElse("").startsWith(ENCRYPTED)) {
      return null;
    }
    String link = of(message, node).unsubscribe();
    return link.isEmpty() ? null : link;
  }

  /** From no message in particular. */
  PageToken token(Person person) {
    return token(person, "", "");
  }

  private PageToken token(Person person, String topic, String channel) {
    Instant until = clock.instant().plus(settings.linkLife());
    return new PageToken(person, topic, channel, until);
  }

  String path(PageToken token) {
    return ROOT + token.signed(vault);
  }

  Optional<PageToken> read(String text) {
    return PageToken.read(vault, Objects.requireNonNull(text));
  }

  boolean isOver(PageToken token) {
    return clock.instant().isAfter(token.until());
  }
}

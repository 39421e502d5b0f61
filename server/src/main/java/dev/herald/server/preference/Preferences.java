package dev.herald.server.preference;

import dev.herald.server.node.Node;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.platform.database.KeyFilterUpkeep;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.NewMessage;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people want: asked before each call, and set. */
@Service
public class Preferences {
  private final PreferenceStore store;
  private final KeyFilterUpkeep filter;
  private final Persons persons;

  Preferences(
      PreferenceStore store,
      @Qualifier("preferenceFilter") KeyFilterUpkeep filter,
      Persons persons) {
    this.store = store;
    this.filter = filter;
    this.persons = persons;
  }

  /**
   * Why a person does not want a message; empty for nearly all, which costs no round trip. What was
   * said for the recipient that the message names counts before what was said for the address.
   */
  public Optional<Restriction> against(NewMessage message, Node node) {
    if (node.courtesy().exempt() || filter.isEmpty()) {
      return Optional.empty();
    }
    return said(persons.recipientOf(message), message, node)
        .or(() -> said(persons.addresseeOf(message), message, node))
        .filter(decides -> !decides.wanted())
        .map(decides ->
            new Restriction.Forbidden(
                new TraceReason.OptedOut(decides.topic(), decides.channel(), decides.saidAt())));
  }

  private Optional<Preference> said(@Nullable Person person, NewMessage message, Node node) {
    return person == null || !filter.mayHave(person.key())
        ? Optional.empty()
        : store.of(person).of(node.courtesy().topic(), message.context().route().channel().name());
  }

  PersonPreferences of(Person person) {
    return store.of(person);
  }

  /** Adds to what a person said before. */
  @Transactional
  void say(Person person, Collection<Preference> more) {
    store.say(person, more);
    CommittedCache.afterCommit(() -> filter.add(person.key()));
  }

  /** In place of all that a person said before. */
  @Transactional
  void replace(Person person, Collection<Preference> all) {
    store.holdOffOthers(person);
    store.forget(person, all);
    say(person, all);
  }
}

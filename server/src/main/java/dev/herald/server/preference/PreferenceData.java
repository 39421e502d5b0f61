package dev.herald.server.preference;

import dev.herald.channel.Destination;
import dev.herald.server.directory.Addresses;
import dev.herald.server.directory.PersonalData;
import dev.herald.server.directory.Recipient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a recipient wants, shown to and erased for the person. */
@Component
class PreferenceData implements PersonalData {
  private final Persons persons;
  private final PreferenceStore store;

  PreferenceData(Persons persons, PreferenceStore store) {
    this.persons = persons;
    this.store = store;
  }

  @Override
  public String name() {
    return "preferences";
  }

  @Override
  public List<Map<String, Object>> of(Recipient recipient) {
    return people(recipient)
        .flatMap(person -> store.of(person).said().stream())
        .map(PreferenceData::told)
        .toList();
  }

  private static Map<String, Object> told(Preference said) {
    Map<String, Object> told = new LinkedHashMap<>();
    if (said.topic() != null) {
      told.put("topic", said.topic());
    }
    if (said.channel() != null) {
      told.put("channel", said.channel());
    }
    told.put("wanted", said.wanted());
    told.put("saidAt", said.saidAt());
    return told;
  }

  @Override
  public int erase(Recipient recipient) {
    int before = of(recipient).size();
    people(recipient).forEach(person -> store.forget(person, List.of()));
    return before;
  }

  /** By its code, and by each of its addresses; of test keys, too. */
  private Stream<Person> people(Recipient recipient) {
    return Stream.of(false, true)
        .flatMap(test ->
            Stream.concat(
                Stream.of(persons.recipient(recipient.tenantId(), test, recipient.code())),
                recipient.addresses().entrySet().stream()
                    .map(entry ->
                        new Destination(Addresses.kindOf(entry.getKey()), entry.getValue()))
                    .map(address -> persons.at(recipient.tenantId(), test, address))));
  }
}

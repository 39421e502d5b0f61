package dev.herald.channels.definition.read;

import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Destination;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.expression.Facts;
import dev.herald.channels.expression.Read;
import dev.herald.channels.reason.DefinitionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file says that it has, against which its expressions are held.
 *
 * @param kinds of content; empty when the file does not tell
 * @param fields of a source, by name
 */
public record Declared(
    Set<ContentKind> kinds, Destination.Kind destination, Map<String, SourceField> fields) {

  Declared only(ContentKind kind) {
    return new Declared(Set.of(kind), destination, fields);
  }

  /** What an expression reads or asks for that is never there. */
  List<DefinitionReason> neverThere(Facts facts) {
    List<DefinitionReason> found = new ArrayList<>();
    for (Read read : facts.reads()) {
      DefinitionReason content = read.root().equals("content") ? undeclared(read.member()) : null;
      if (content != null) {
        found.add(content);
      }
      if (read.root().equals("destination") && destination == Destination.Kind.NONE) {
        found.add(new DefinitionReason.DestinationNone());
      }
    }
    for (String kind : facts.kinds()) {
      if (!kinds.isEmpty() && kinds.stream().noneMatch(each -> each.word().equals(kind))) {
        found.add(new DefinitionReason.KindUndeclared(kind));
      }
    }
    return found;
  }

  private @Nullable DefinitionReason undeclared(@Nullable String member) {
    if (member == null
        || kinds.isEmpty()
        || kinds.stream().anyMatch(kind -> kind.members().contains(member))) {
      return null;
    }
    List<String> having = ContentKind.havingMember(member).stream().map(ContentKind::word).toList();
    return new DefinitionReason.PartUndeclared(member, having);
  }

  /** What may be absent where everything hangs on it: settings that a source may leave out. */
  List<DefinitionReason> perhapsThere(Facts facts) {
    return facts.reads().stream()
        .filter(read -> read.root().equals("source") && !facts.tested().contains(read))
        .filter(read -> read.member() != null && isOptional(fields.get(read.member())))
        .map(Read::toString)
        .sorted()
        .<DefinitionReason>map(DefinitionReason.SettingPerhapsAbsent::new)
        .toList();
  }

  /** Whether it reads a secret of the source, or what the provider gave for one. */
  boolean isSecret(Facts facts) {
    return facts.reads().stream()
        .anyMatch(read ->
            read.root().equals("token")
                || read.root().equals("jwt")
                || (read.root().equals("source") && isSecret(read.member())));
  }

  private boolean isSecret(@Nullable String member) {
    return fields.values().stream()
        .filter(SourceField::secret)
        .anyMatch(field -> member == null || member.equals(field.name()));
  }

  private static boolean isOptional(@Nullable SourceField field) {
    return field != null && !field.required() && field.fallback() == null;
  }
}

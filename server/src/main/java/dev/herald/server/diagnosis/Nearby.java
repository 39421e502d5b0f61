package dev.herald.server.diagnosis;

import dev.herald.channel.Reason;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.diagnosis.Diagnosis.DiagnosisTargets;
import dev.herald.server.intake.note.Mentions;
import dev.herald.server.intake.note.SubmissionNote;
import dev.herald.server.intake.note.SubmissionNotes;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Spelling;
import dev.herald.server.queue.QuarantineMentions;
import dev.herald.server.reason.StoredReason;
import dev.herald.server.search.MessageFilter;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.search.Messages;
import dev.herald.server.verdict.Cause;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What came and became no message, and messages that are named alike. */
@Component
class Nearby {
  private static final int MOST = 5;
  private static final int NOTES_LOOKED_AT = 50;

  /** References are sealed: so many of the newest messages are opened for theirs. */
  private static final int REFERENCES_LOOKED_AT = 300;

  private static final int SHORTEST_REFERENCE = 4;

  /** What may be an address, a code or a number of somebody. */
  private static final Pattern PERSONAL = Pattern.compile("\\S*(?:@|\\d{5,})\\S*");

  private final SubmissionNotes notes;
  private final QuarantineMentions quarantine;
  private final Messages messages;
  private final Applications applications;
  private final Words words;

  Nearby(
      SubmissionNotes notes,
      QuarantineMentions quarantine,
      Messages messages,
      Applications applications,
      Words words) {
    this.notes = notes;
    this.quarantine = quarantine;
    this.messages = messages;
    this.applications = applications;
    this.words = words;
  }

  /**
   * Submissions and records that mention a text.
   *
   * @param whose the caller's, within what was asked
   */
  List<Diagnosis> mentioning(Caller caller, MessageFilter.Whose whose, String text) {
    if (caller.mode() != KeyMode.LIVE) {
      return List.of();
    }
    String normal = Mentions.normal(text);
    Stream<Diagnosis> submissions =
        notes.mentioning(Set.of(normal), NOTES_LOOKED_AT).stream()
            .filter(note -> isSeen(caller, whose, note))
            .limit(MOST)
            .map(note -> note(caller, note));
    // Which tenant a record that could not be read is about, nobody can tell.
    boolean ofAllTenants =
        caller instanceof Caller.OfApplication || caller.reach().spans(Reach.Limit.TENANTS);
    Stream<Diagnosis> records =
        normal.length() < SHORTEST_REFERENCE || !ofAllTenants
            ? Stream.empty()
            : quarantine
                .of(Set.of(normal), application -> isSeen(caller, whose, application), MOST)
                .stream()
                .map(this::record);
    return Stream.concat(submissions, records).toList();
  }

  private boolean isSeen(Caller caller, MessageFilter.Whose whose, SubmissionNote note) {
    UUID application = note.applicationId();
    return isSeen(caller, whose, application == null ? null : applications.get(application).code())
        && (caller instanceof Caller.OfApplication
            || (note.tenant() == null
                ? caller.reach().spans(Reach.Limit.TENANTS)
                : caller.reach().seesTenant(note.tenant())));
  }

  /**
   * @param application null: nobody knows whose
   */
  private boolean isSeen(Caller caller, MessageFilter.Whose whose, @Nullable String application) {
    if (application == null) {
      return whose.applicationIds().isEmpty() && caller.reach().spans(Reach.Limit.APPLICATIONS);
    }
    return whose.applicationIds().isEmpty()
        || applications
            .find(application)
            .map(Application::id)
            .filter(whose.applicationIds()::contains)
            .isPresent();
  }

  private Diagnosis note(Caller caller, SubmissionNote note) {
    SubmissionNote.About about = note.about();
    Cause cause =
        about.why() == null
            ? new Cause.RepeatOfEarlier(note.at(), String.valueOf(note.messageId()), about.node())
            : new Cause.SubmissionRefused(
                note.at(),
                about.node().isEmpty() ? null : about.node(),
                told(caller, about.why()),
                about.fields());
    return words.of(note.at(), cause, DiagnosisTargets.message(note.messageId()));
  }

  /** A refusal may quote what not everybody may see; the application was told all of it. */
  private static Reason told(Caller caller, Reason why) {
    return caller instanceof Caller.OfApplication || caller.may(Permission.SEE_PERSONAL_DATA)
        ? why
        : masked(StoredReason.of(why));
  }

  private static StoredReason masked(StoredReason why) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    why.parameters()
        .forEach((name, value) ->
            parameters.put(
                name,
                switch (value) {
                  case String text -> PERSONAL.matcher(text).replaceAll("***");
                  case StoredReason inner -> masked(inner);
                  case null, default -> value;
                }));
    return new StoredReason(why.code(), parameters);
  }

  private Diagnosis record(QuarantineMentions.Mention mention) {
    return words.of(
        mention.arrivedAt(),
        new Cause.SubmissionQuarantined(mention.arrivedAt(), mention.queue(), mention.fields()),
        new DiagnosisTargets(null, null, null, List.of(), mention.id()));
  }

  /** The newest message whose reference is written nearly alike. */
  List<Diagnosis> alike(MessageFilter.Whose whose, String text) {
    String sought = text.strip();
    if (sought.length() < SHORTEST_REFERENCE) {
      return List.of();
    }
    MessageFilter all =
        new MessageFilter(
            whose, MessageFilter.Sought.NOTHING, null, null, Set.of(), MessageFilter.Span.EVER);
    Map<String, UUID> byReference = new LinkedHashMap<>();
    for (MessageRecord each : messages.list(all, REFERENCES_LOOKED_AT).messages()) {
      String reference = each.message().context().reference();
      if (reference != null) {
        byReference.putIfAbsent(reference, each.message().id());
      }
    }
    return Spelling.near(sought, byReference.keySet()).stream()
        .flatMap(reference ->
            Stream.ofNullable(byReference.get(reference)).map(id -> alike(reference, id)))
        .toList();
  }

  private Diagnosis alike(String reference, UUID id) {
    return words.of(
        Ids.madeAt(id),
        new Cause.SimilarReference(reference, Ids.madeAt(id)),
        DiagnosisTargets.message(id));
  }
}

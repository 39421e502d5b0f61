package dev.herald.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Destination;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose refusals make a source rest. */
class RefusedTargetsTest {
  private static final long REST = Duration.ofMinutes(1).toNanos();

  private final RefusedTargets refusals = new RefusedTargets();

  @ParameterizedTest
  @CsvSource({
    "EMAIL, a@bad.example, b@bad.example, false",
    "EMAIL, a@bad.example, b@BAD.Example, false",
    "EMAIL, a@bad.example, a@other.example, true",
    "EMAIL, a@bad.example, a@mail.bad.example, true",
    "PHONE, +8613800138000, +8613800138001, true",
    "USER, a@bad.example, b@bad.example, true",
    "URL, https://bad.example/a, https://bad.example/b, false",
    "URL, https://bad.example/a, https://other.example/a, true"
  })
  void aSourceRestsByWhatSeveralWitnessesMet(
      Destination.Kind kind, String one, String other, boolean rests) {
    Target first = Target.of(new Destination(kind, one));
    Target second = Target.of(new Destination(kind, other));

    assertThat(refusals.isShared(first, 0, REST)).isFalse();
    assertThat(refusals.isShared(first, 1, REST)).isFalse();
    assertThat(refusals.isShared(second, 2, REST)).isEqualTo(rests);
  }

  @Test
  void eachMailboxOfADomainIsADestinationOfItsOwn() {
    Target one = Target.of(new Destination(Destination.Kind.EMAIL, "a@bad.example"));
    Target other = Target.of(new Destination(Destination.Kind.EMAIL, "b@bad.example"));

    assertThat(one).isNotEqualTo(other);
    assertThat(one.witness()).isEqualTo(other.witness());
  }
}

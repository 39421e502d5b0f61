package dev.herald.channels.definition.read;

import dev.herald.channels.auth.Acs3;
import dev.herald.channels.auth.Auth;
import dev.herald.channels.auth.Hmac;
import dev.herald.channels.auth.Jwt;
import dev.herald.channels.auth.StandardWebhooks;
import dev.herald.channels.auth.Tc3;
import dev.herald.channels.definition.answer.RetryAfter;
import dev.herald.channels.definition.request.HeaderName;
import dev.herald.channels.definition.text.Known;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.reason.DefinitionReason;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the recipes of proving who calls. */
public record AuthReader(ShapeReader shapes) {
  /** The recipe of the section's member {@code auth}; null when there is none, or a wrong one. */
  public @Nullable Auth read(Section around) {
    if (!around.has("auth")) {
      return null;
    }
    Section auth = around.section("auth").only(Known.AUTH);
    if (auth.names().size() != 1) {
      auth.problem(new DefinitionReason.MembersMissing(Known.AUTH.members()));
      return null;
    }
    return recipe(auth, auth.names().iterator().next());
  }

  private @Nullable Auth recipe(Section auth, String name) {
    return switch (name) {
      case "basic" -> {
        Section basic = auth.section(name).only(Known.BASIC);
        yield new Auth.Basic(needed(basic, "user"), needed(basic, "password"));
      }
      case "bearer" -> new Auth.Bearer(needed(auth, name));
      case "hmac" -> hmac(auth.section(name).only(Known.HMAC));
      case "tc3" -> {
        Section tc3 = auth.section(name).only(Known.TC3);
        yield new Tc3(needed(tc3, "id"), needed(tc3, "key"), needed(tc3, "service"));
      }
      case "acs3" -> {
        Section acs3 = auth.section(name).only(Known.ACS3);
        yield new Acs3(needed(acs3, "id"), needed(acs3, "key"));
      }
      case "standardWebhooks" -> {
        Section webhooks = auth.section(name).only(Known.STANDARD_WEBHOOKS);
        yield new StandardWebhooks(needed(webhooks, "id"), needed(webhooks, "secret"));
      }
      default -> null; // told already
    };
  }

  private Auth hmac(Section hmac) {
    Hmac.Hash hash = ErrorsReader.word(hmac, "hash", Hmac.Hash.values(), Hmac.Hash.WORDS);
    Hmac.Form form = ErrorsReader.word(hmac, "as", Hmac.Form.values(), Hmac.Form.WORDS);
    ShapeReader signed =
        new ShapeReader(
            shapes.vocabulary().with("request", Set.of("method", "host", "path", "query", "body")),
            shapes.declared(),
            shapes.problems());
    String header = hmac.required("header", "X-Signature");
    DefinitionReason flaw = header.isEmpty() ? null : HeaderName.flaw(header);
    if (flaw != null) {
      hmac.problem("header", flaw);
    }
    Shape prefix = shapes.whole(hmac, "prefix");
    return new Hmac(
        hash == null ? Hmac.Hash.SHA256 : hash,
        needed(hmac, "key"),
        signed.needed(hmac, "over"),
        form == null ? Hmac.Form.HEX : form,
        header,
        prefix == null ? new Shape.Constant("") : prefix);
  }

  Jwt jwt(Section jwt) {
    jwt.only(Known.JWT);
    jwt.required("alg", "ES256");
    Jwt.Algorithm algorithm =
        ErrorsReader.word(jwt, "alg", Jwt.Algorithm.values(), Jwt.Algorithm.WORDS);
    Duration lives = jwt.parsed("lives", RetryAfter::parse);
    return new Jwt(
        algorithm == null ? Jwt.Algorithm.ES256 : algorithm,
        needed(jwt, "key"),
        shapes.members(jwt.section("header")),
        shapes.members(jwt.section("claims")),
        lives);
  }

  private Shape needed(Section section, String name) {
    return shapes.needed(section, name);
  }
}

package dev.herald.server.preference;

import dev.herald.server.authorization.Open;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.ProblemReason;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Pages for people, by a link that is proof enough: no sign-in, no cookie. To open one changes
 * nothing, whoever follows links in mails; only a POST does. Of no use to programs, and so in no
 * document of the API.
 */
@RestController
@RequestMapping("/p/{token}")
@Hidden
class PersonPageController {
  private static final int NONCE_BYTES = 16;
  private static final int LARGEST = 1 << 16;

  private final PageLinks links;
  private final Preferences preferences;
  private final Choices choices;
  private final Tenants tenants;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  PersonPageController(
      PageLinks links, Preferences preferences, Choices choices, Tenants tenants, Clock clock) {
    this.links = links;
    this.preferences = preferences;
    this.choices = choices;
    this.tenants = tenants;
    this.clock = clock;
  }

  @Open
  @GetMapping
  ResponseEntity<String> choices(
      @PathVariable String token, @RequestParam(required = false) @Nullable String lang) {
    return answer(token, lang, (opened, page) -> choices(opened, page, token, null));
  }

  private String choices(PageToken opened, PersonPage page, String token, @Nullable String notice) {
    return page.choices(
        PageLinks.ROOT + token,
        choices.of(opened.person().tenantId(), page.language()),
        preferences.of(opened.person()),
        notice);
  }

  /** What was shown and is not wanted is not sent; what the page did not show stays as it was. */
  @Open
  @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<String> save(
      @PathVariable String token,
      @RequestParam(required = false) @Nullable String lang,
      HttpServletRequest request)
      throws IOException {
    Map<String, Set<String>> fields = fields(request);
    return answer(
        token,
        lang,
        (opened, page) -> {
          if (fields.containsKey(PersonPage.NONE)) {
            preferences.replace(opened.person(), List.of(said(null, null, false)));
            return choices(opened, page, token, "stopped");
          }
          save(
              opened,
              fields.getOrDefault(PersonPage.SHOWN, Set.of()),
              fields.getOrDefault(PersonPage.WANTED, Set.of()));
          return choices(opened, page, token, "saved");
        });
  }

  /** The server takes no field of a form for a parameter of the address. */
  private static Map<String, Set<String>> fields(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      throw new RequestProblem.TooLarge(new ProblemReason.BodyTooLarge(LARGEST));
    }
    Map<String, Set<String>> fields = new HashMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields
            .computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new HashSet<>())
            .add(decoded(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  /** What is not encoded as it must be is no field of the page. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private void save(PageToken opened, Set<String> shown, Set<String> wanted) {
    PersonPreferences before = preferences.of(opened.person());
    List<Preference> changed = new ArrayList<>();
    for (Choices.Choice choice : choices.of(opened.person().tenantId(), Language.EN)) {
      for (String channel : choice.channels()) {
        String way = channel + " " + choice.topic();
        boolean wants = wanted.contains(way);
        if (shown.contains(way) && wants != before.want(choice.topic(), channel)) {
          changed.add(said(choice.topic(), channel, wants));
        }
      }
    }
    preferences.say(opened.person(), changed);
  }

  private Preference said(@Nullable String topic, @Nullable String channel, boolean wanted) {
    return new Preference(topic, channel, wanted, Preference.PERSON, clock.instant());
  }

  @Open
  @GetMapping(PageLinks.UNSUBSCRIBE)
  ResponseEntity<String> ask(
      @PathVariable String token, @RequestParam(required = false) @Nullable String lang) {
    return answer(
        token,
        lang,
        (opened, page) -> page.ask(unsubscribe(token), topic(opened, page), channel(opened, page)));
  }

  /**
   * By the page's button, and by mailbox providers (RFC 8058), who send {@code
   * List-Unsubscribe=One-Click} and follow no redirect. Once more changes nothing.
   */
  @Open
  @PostMapping(PageLinks.UNSUBSCRIBE)
  ResponseEntity<String> unsubscribe(
      @PathVariable String token, @RequestParam(required = false) @Nullable String lang) {
    return answer(
        token,
        lang,
        (opened, page) -> {
          preferences.say(
              opened.person(), List.of(said(some(opened.topic()), some(opened.channel()), false)));
          return page.unsubscribed(
              unsubscribe(token),
              PageLinks.ROOT + token,
              topic(opened, page),
              channel(opened, page));
        });
  }

  private static String unsubscribe(String token) {
    return PageLinks.ROOT + token + PageLinks.UNSUBSCRIBE;
  }

  private static @Nullable String some(String name) {
    return name.isEmpty() ? null : name;
  }

  private String topic(PageToken opened, PersonPage page) {
    return choices.of(opened.person().tenantId(), page.language()).stream()
        .filter(choice -> choice.topic().equals(opened.topic()))
        .map(Choices.Choice::name)
        .findFirst()
        .orElseGet(() ->
            opened.topic().isEmpty()
                ? PageWords.in(page.language()).of("everything")
                : opened.topic());
  }

  private static String channel(PageToken opened, PersonPage page) {
    return page.language().nameOf("channel", opened.channel());
  }

  private ResponseEntity<String> answer(
      String text, @Nullable String lang, BiFunction<PageToken, PersonPage, String> body) {
    Language language = lang == null ? Language.ofRequest() : Language.accepted(lang);
    Optional<PageToken> token = links.read(text);
    Optional<Tenant> tenant = token.flatMap(read -> tenants.known(read.person().tenantId()));
    PersonPage page = new PersonPage(tenant.orElse(null), language, nonce());
    if (token.isEmpty() || tenant.isEmpty()) {
      return html(HttpStatus.NOT_FOUND, page, page.dead(PageLinks.ROOT + "-", "unknown"));
    }
    return links.isOver(token.get())
        ? html(HttpStatus.GONE, page, page.dead(PageLinks.ROOT + text, "expired"))
        : html(HttpStatus.OK, page, body.apply(token.get(), page));
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static ResponseEntity<String> html(HttpStatus status, PersonPage page, String body) {
    return ResponseEntity.status(status)
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'nonce-%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                .formatted(page.nonce()))
        .header("X-Robots-Tag", "noindex")
        .header("Cache-Control", "no-store")
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(body);
  }
}

package dev.herald.server.preference;

import dev.herald.server.directory.Tenant;
import dev.herald.server.reason.Language;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * The page where a person says what it wants, as HTML without a script: in the tenant's colour, in
 * one of both languages. It works in whatever a mail program opens links with.
 *
 * @param tenant null where none is known
 * @param nonce by which the answer's policy allows the page's style, and no other
 */
record PersonPage(@Nullable Tenant tenant, Language language, String nonce) {
  static final String SHOWN = "shown";
  static final String WANTED = "wanted";
  static final String NONE = "none";

  private static final String USUAL_COLOR = "#2f54eb";
  private static final String DARK_TEXT = "#1f1f1f";
  private static final int BRIGHT = 160;
  private static final String STYLE =
      """
      :root{--brand:%s;--on:%s}
      *{box-sizing:border-box}
      body{margin:0;background:#f5f6f8;color:#1f1f1f;
        font:16px/1.6 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei",
        "Noto Sans CJK SC",sans-serif}
      header{background:var(--brand);color:var(--on);padding:20px 24px}
      header div,main{max-width:640px;margin:0 auto}
      header div{display:flex;justify-content:space-between;align-items:baseline;gap:16px}
      header strong{font-size:20px;overflow-wrap:anywhere}
      header a{color:inherit}
      main{padding:24px}
      h1{font-size:24px;line-height:1.3;margin:0 0 8px;overflow-wrap:anywhere}
      p{margin:0 0 16px}
      .soft{color:#5c6370;font-size:14px}
      .notice{background:#e8f5e9;border-left:4px solid #2e7d32;padding:12px 16px}
      fieldset{background:#fff;border:1px solid #e1e4e8;border-radius:8px;margin:0 0 12px;
        padding:12px 16px;min-width:0}
      legend{font-weight:600;padding:0 4px;overflow-wrap:anywhere}
      label{display:inline-flex;align-items:center;gap:8px;margin:4px 20px 4px 0;min-height:32px}
      input[type=checkbox]{width:20px;height:20px;accent-color:var(--brand)}
      button{font:inherit;border-radius:8px;padding:10px 20px;border:1px solid #8c919b;
        background:#fff;color:inherit;cursor:pointer;margin:8px 12px 8px 0}
      button.main{background:var(--brand);color:var(--on);border-color:var(--brand)}
      button:focus-visible,a:focus-visible,input:focus-visible{outline:3px solid #ffb300;
        outline-offset:2px}
      """;

  private PageWords words() {
    return PageWords.in(language);
  }

  private String tenantName() {
    return tenant == null ? "Herald" : tenant.name();
  }

  private static String safe(String text) {
    return HtmlUtils.htmlEscape(text);
  }

  /**
   * All that the person may choose.
   *
   * @param notice a key of what to say of what was just done; null: nothing was
   */
  String choices(
      String path,
      List<Choices.Choice> choices,
      PersonPreferences preferences,
      @Nullable String notice) {
    StringBuilder body = new StringBuilder(heading(words().of("title"), notice));
    body.append("<p>%s</p>".formatted(safe(words().of("lead", tenantName()))));
    if (choices.isEmpty()) {
      body.append("<p>%s</p>".formatted(safe(words().of("empty"))));
    } else {
      body.append("<form method=\"post\" action=\"%s\">".formatted(safe(here(path))));
      choices.forEach(choice -> body.append(fieldset(choice, preferences)));
      body.append(button("main", "", "save")).append(button("", NONE, "none")).append("</form>");
    }
    body.append("<p class=\"soft\">%s</p>".formatted(safe(words().of("always"))));
    return whole(path, body.toString());
  }

  private String fieldset(Choices.Choice choice, PersonPreferences preferences) {
    StringBuilder ways = new StringBuilder();
    for (String channel : choice.channels()) {
      String way = safe(channel + " " + choice.topic());
      ways.append(
          """
          <input type="hidden" name="%s" value="%s">\
          <label><input type="checkbox" name="%s" value="%s"%s> %s</label>\
          """
              .formatted(
                  SHOWN,
                  way,
                  WANTED,
                  way,
                  preferences.want(choice.topic(), channel) ? " checked" : "",
                  safe(language.nameOf("channel", channel))));
    }
    return "<fieldset><legend>%s</legend>%s</fieldset>".formatted(safe(choice.name()), ways);
  }

  private String button(String look, String name, String word) {
    return "<button class=\"%s\" type=\"submit\"%s>%s</button>"
        .formatted(
            look,
            name.isEmpty() ? "" : " name=\"%s\" value=\"yes\"".formatted(name),
            safe(words().of(word)));
  }

  /** Asks before it unsubscribes: programs that look at links only open them. */
  String ask(String path, String topic, String channel) {
    String body =
        heading(words().of("ask", topic, channel), null)
            + "<p>%s</p>".formatted(safe(words().of("askWhom", tenantName())))
            + "<form method=\"post\" action=\"%s\">".formatted(safe(here(path)))
            + button("main", "", "unsubscribe")
            + "</form>";
    return whole(path, body);
  }

  String unsubscribed(String path, String choices, String topic, String channel) {
    String body =
        heading(words().of("unsubscribed", topic, channel), null)
            + "<p><a href=\"%s\">%s</a></p>"
                .formatted(safe(here(choices)), safe(words().of("back")));
    return whole(path, body);
  }

  /**
   * @param word what is wrong with the link; its hint is the same with Hint
   */
  String dead(String path, String word) {
    String body =
        heading(words().of(word), null) + "<p>%s</p>".formatted(safe(words().of(word + "Hint")));
    return whole(path, body);
  }

  private String heading(String title, @Nullable String notice) {
    return "<h1>%s</h1>".formatted(safe(title))
        + (notice == null
            ? ""
            : "<p class=\"notice\" role=\"status\">%s</p>".formatted(safe(words().of(notice))));
  }

  private String here(String path) {
    return path + "?lang=" + language.tag();
  }

  private String whole(String path, String body) {
    Language other = language == Language.ZH ? Language.EN : Language.ZH;
    String color =
        tenant == null ? USUAL_COLOR : Objects.requireNonNullElse(tenant.color(), USUAL_COLOR);
    return """
    <!doctype html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>%s</title>
    <style nonce="%s">%s</style>
    </head>
    <body>
    <header><div><strong>%s</strong><a href="%s" lang="%s">%s</a></div></header>
    <main>%s</main>
    </body>
    </html>
    """
        .formatted(
            language.tag(),
            safe(words().of("title") + " · " + tenantName()),
            nonce,
            STYLE.formatted(color, isBright(color) ? DARK_TEXT : "#fff"),
            safe(tenantName()),
            safe(path + "?lang=" + other.tag()),
            other.tag(),
            safe(words().of("other")),
            body);
  }

  /** As people see it: green is brighter than red, and red than blue. */
  private static boolean isBright(String color) {
    int rgb = Integer.parseInt(color.substring(1), 16);
    int red = rgb >> 16 & 0xff;
    int green = rgb >> 8 & 0xff;
    int blue = rgb & 0xff;
    return (299 * red + 587 * green + 114 * blue) / 1000 > BRIGHT;
  }
}
